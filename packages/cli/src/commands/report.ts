import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyze, skippedIn, type Preset } from '../analyze.js';
import { CannotRun, whyNot } from '../errors.js';
import { checkStatus } from '../exit-status.js';
import { inventoryPage } from '../inventory/page.js';
import { count, tally } from '../reporters/words.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { Command } from './command.js';

interface ReportArguments {
  paths?: string[];
  output: string;
  preset?: Preset;
}

export const report: Command = {
  options: {
    output: { type: 'string', requiresArg: true, default: 'grant-migrate-report.html' },
    preset: { choices: ['recommended', 'strict'] },
  },
  async run(args, { cwd, engine }) {
    const { paths = [], output, preset } = args as unknown as ReportArguments;
    const began = performance.now();
    const loading = engine.analysis();
    loading.catch(() => undefined);
    const workspace = await openWorkspace(paths, cwd);
    const analysis = analyze(workspace, preset ?? workspace.config.preset ?? 'recommended', await loading);
    const inventory = {
      root: workspace.root,
      requests: analysis.requests.filter(({ file }) => workspace.inScope(file)),
      findings: analysis.findings.filter(({ file }) => workspace.inScope(file)),
      filesSeen: analysis.filesSeen - workspace.gone().size,
      filesParsed: analysis.filesParsed,
      skipped: skippedIn(workspace, analysis),
      durationMs: Math.round(performance.now() - began),
      baseline: null,
      fixes: null,
      textOf(file: string) {
        const text = workspace.project.read(file);
        return typeof text === 'string' ? text : undefined;
      },
    };
    const path = resolve(cwd, output);
    try {
      writeFileSync(path, inventoryPage(inventory));
    } catch (error) {
      throw new CannotRun(`Cannot write the report to ${path}: ${whyNot(error)}.`);
    }
    const found = inventory.findings.length > 0 ? tally(inventory.findings) : 'no findings';
    process.stdout.write(`${count(inventory.requests.length, 'token request')}, ${found}: ${output}\n`);
    return checkStatus(inventory.findings, inventory.skipped);
  },
};
