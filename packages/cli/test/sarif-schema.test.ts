// SARIF reports against the schema of OASIS, version 2.1.0 rtm.5, as a package of npm carries it.
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { runReal } from './support/command.js';
import { plainPlace, repository } from './support/place.js';

const require = createRequire(import.meta.url);
const Ajv = require('ajv-draft-04').default as typeof import('ajv-draft-04').default;
const addFormats = require('ajv-formats').default as typeof import('ajv-formats').default;
const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object;

// One pattern of the schema is none for JavaScript's strict reading.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv as never);
const isValid = ajv.compile(schema);

/** Where a log departs from the schema. */
function problems(log: unknown): string[] {
  isValid(log);
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const token = `import axios from 'axios';
export async function getToken() {
  const { data } = await axios.post('https://acme.okta.com/oauth2/v1/token', new URLSearchParams({
    grant_type: 'password', username: process.env.SVC_USER, password: process.env.SVC_PASS,
  }));
  return data.access_token;
}
`;
const sync = `import { getToken } from './token.js';
for (const order of orders) await send(order, await getToken());
`;

describe('a report is valid', () => {
  test('with findings, code flows, fixes and files that were not checked', () => {
    const place = repository({
      'src/token.js': token,
      'src/sync jobs.js': sync,
      'src/broken.js': 'const = ;\n',
      'src/latin.js': Buffer.from('// caf\xe9', 'latin1'),
    });
    const log = JSON.parse(runReal(place, ['--format', 'sarif']).stdout) as {
      runs: { results: Record<string, unknown>[] }[];
    };
    expect(problems(log)).toEqual([]);
    const results = log.runs.flatMap((run) => run.results);
    expect(results.some((result) => 'fixes' in result)).toBe(true);
    expect(results.some((result) => 'codeFlows' in result)).toBe(true);
  });

  test('without findings', () => {
    const place = plainPlace({ 'index.js': 'console.log(1);\n' });
    expect(problems(JSON.parse(runReal(place, ['--format', 'sarif']).stdout))).toEqual([]);
  });
});

test('a log that departs from the schema is refused', () => {
  expect(problems({ version: '2.1.0', runs: [{ tool: {} }] })).toEqual([
    "/runs/0/tool must have required property 'driver'",
  ]);
});
