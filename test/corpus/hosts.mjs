// Whether the ESLint plugin and the command say the same of a tree: rule, file, line and column of each finding.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { RULES } from './score.mjs';
import { ourFindings } from './tools.mjs';

const PLUGIN = fileURLToPath(new URL('plugin-findings.mjs', import.meta.url));

/** Milliseconds after which linting a tree counts as a crash. */
const PATIENCE = 600_000;

/** Findings of one host alone, by host; those in files that the parser for ESLint refuses are only counted. */
export async function hostsOf(folder) {
  const command = (await ourFindings(folder)).filter(({ ruleId }) => RULES.includes(ruleId));
  const { findings: plugin, refused } = await linted(folder);
  const readable = command.filter(({ file }) => !refused.includes(file));
  const missing = (some, others) => {
    const known = new Set(others.map(nameOf));
    return some.map(nameOf).filter((name) => !known.has(name));
  };
  return {
    both: plugin.length - missing(plugin, readable).length,
    commandOnly: missing(readable, plugin),
    pluginOnly: missing(plugin, readable),
    unreadable: command.length - readable.length,
  };
}

const nameOf = ({ ruleId, file, start }) => `${ruleId} ${file}:${start.line}:${start.column}`;

function linted(folder) {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [PLUGIN, folder],
      { maxBuffer: 1 << 28, timeout: PATIENCE },
      (error, stdout, stderr) => {
        if (error) reject(new Error(stderr.trim().slice(0, 300) || error.message));
        else resolve(JSON.parse(stdout));
      },
    );
  });
}
