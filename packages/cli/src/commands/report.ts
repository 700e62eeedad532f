import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyze, seenIn, type Preset } from '../analyze.js';
import { checkStatus } from '../exit-status.js';
import { inventoryPage } from '../inventory/page.js';
import { emptyReport } from '../report.js';
import { count, tally } from '../reporters/words.js';
import { openWorkspace } from '../workspace/workspace.js';
import { writeOrSayWhy } from '../write-or-say-why.js';
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
    const analysis = analyze(workspace, preset, await loading);
    const inventory = {
      ...emptyReport(workspace),
      ...seenIn(workspace, analysis),
      requests: analysis.requests.filter(({ file }) => workspace.inScope(file)),
      findings: analysis.findings.filter(({ file }) => workspace.inScope(file)),
      durationMs: Math.round(performance.now() - began),
    };
    const page = inventoryPage(inventory);
    writeOrSayWhy('the report', resolve(cwd, output), (path) => writeFileSync(path, page));
    const found = inventory.findings.length > 0 ? tally(inventory.findings) : 'no findings';
    process.stdout.write(`${count(inventory.requests.length, 'token request')}, ${found}: ${output}\n`);
    return checkStatus(inventory.findings, inventory.skipped);
  },
};
