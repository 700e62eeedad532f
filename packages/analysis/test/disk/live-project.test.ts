// What a host sees that asks for one file after another while files change.
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { liveProject } from '../../src/disk/live-project.js';
import { place, type Place } from './place.js';

const token = `import axios from 'axios';
export async function getToken() {
  const res = await axios.post('https://acme.okta.com/oauth2/v1/token', new URLSearchParams({
    grant_type: 'password', username: process.env.U, password: process.env.P, client_id: 'a' }));
  return res.data.access_token;
}
`;
const loop = `import { getToken } from './token.js';
for (const one of list) await send(one, await getToken());
`;

function ask({ directory }: Place, file: string, text: string) {
  const path = join(directory, file);
  const found = liveProject(path, directory).findingsOf({ path, text, tree: () => undefined }, 'recommended');
  return found.map(({ finding, span }) => [finding.ruleId, text.slice(span.start, span.start + 10)]);
}
const turn = () => Promise.resolve();
const inLoop = [['no-token-request-in-loop', 'getToken()']];

describe('a project that lives on', () => {
  test('answers for each file, and sees what others change', async () => {
    const at = place({ 'token.js': token, 'sync.js': loop });
    expect(ask(at, 'sync.js', loop)).toEqual(inLoop);
    expect(ask(at, 'token.js', token).map(([rule]) => rule)).toEqual([
      'no-password-grant',
      'require-token-reuse',
    ]);
    at.write('token.js', token.replace('return res', 'throw res').replace('axios.post', 'String'));
    await turn();
    expect(ask(at, 'sync.js', loop)).toEqual([]);
  });

  test('sees a caller that is new', async () => {
    const at = place({ 'token.js': token });
    const before = ask(at, 'token.js', token).map(([rule]) => rule);
    at.write('sync.js', loop);
    await turn();
    expect([before, ask(at, 'token.js', token).map(([rule]) => rule)]).toEqual([
      ['no-password-grant'],
      ['no-password-grant', 'require-token-reuse'],
    ]);
    expect(ask(at, 'sync.js', loop)).toEqual(inLoop);
  });

  test('judges a text that is not saved, and leaves the disk out of it', async () => {
    const at = place({ 'token.js': token, 'sync.js': '// nothing yet\n' });
    expect(ask(at, 'sync.js', loop)).toEqual(inLoop);
    await turn();
    expect(ask(at, 'sync.js', '// nothing yet\n')).toEqual([]);
    await turn();
    expect(ask(at, 'sync.js', `\n\n${loop.replaceAll(';', '')}`)).toEqual(inLoop);
    await turn();
    expect(ask(at, 'not-there.js', loop)).toEqual(inLoop);
    await turn();
    expect(ask(at, '<input>', loop)).toEqual(inLoop);
  });

  test('a text in another layout has its findings where they stand in it', () => {
    const at = place({ 'token.js': token, 'sync.js': loop });
    expect(ask(at, 'sync.js', `\n\n${loop.replaceAll(';', '').replaceAll("'", '"')}`)).toEqual(inLoop);
  });

  test('passes of a fixing linter cost no analysis where nothing was found', () => {
    const quiet = 'let a = list.map((one) => one.name)\nexport { a }\n';
    const at = place({ 'token.js': token, 'sync.js': loop, 'quiet.js': quiet });
    expect(ask(at, 'quiet.js', quiet)).toEqual([]);
    // The tree of the host is asked for by an analysis alone.
    const path = join(at.directory, 'quiet.js');
    const tree = () => {
      throw new Error('analysed');
    };
    const open = { path, text: quiet.replace('let', 'const'), tree };
    expect(liveProject(path, at.directory).findingsOf(open, 'recommended')).toEqual([]);
    expect(ask(at, 'sync.js', loop)).toEqual(inLoop);
    expect(ask(at, 'sync.js', loop.replace('const one', 'let one'))).toEqual(inLoop);
  });

  test('takes in a file that git ignores when the host looks at it', () => {
    const at = place({
      'token.js': token,
      '.gitignore': 'generated/\n',
      'generated/a/sync.js': loop.replace('./token', '../../token'),
    });
    const text = loop.replace('./token', '../../token');
    expect(ask(at, 'generated/a/sync.js', text)).toEqual(inLoop);
    // What git ignores is no evidence against what it lists: the command does not see it either.
    expect(ask(at, 'token.js', token).map(([rule]) => rule)).toEqual(['no-password-grant']);
  });

  test('leaves out declarations and the code of others', () => {
    const at = place({
      'token.js': token,
      '.yarn/plugins/sync.js': loop,
      'node_modules/x/sync.js': loop,
      'sync.d.ts': loop,
    });
    for (const file of ['.yarn/plugins/sync.js', 'node_modules/x/sync.js', 'sync.d.ts'])
      expect(ask(at, file, loop)).toEqual([]);
  });

  test('a file outside of the project belongs to its own', () => {
    const here = place({ 'a.js': '' });
    const there = place({ 'token.js': token, 'sync.js': loop });
    const path = join(there.directory, 'sync.js');
    const found = liveProject(path, here.directory).findingsOf(
      { path, text: loop, tree: () => undefined },
      'recommended',
    );
    expect(found.map(({ finding }) => finding.ruleId)).toEqual(['no-token-request-in-loop']);
  });

  test('asks for the tree of the host only when the text is not on disk', () => {
    const at = place({ 'token.js': token, 'sync.js': loop });
    const path = join(at.directory, 'sync.js');
    let asked = 0;
    const tree = () => void asked++ as undefined;
    const project = liveProject(path, at.directory);
    project.findingsOf({ path, text: loop, tree }, 'recommended');
    expect(asked).toBe(0);
    project.findingsOf({ path, text: `${loop}more();`, tree }, 'recommended');
    expect(asked).toBe(1);
  });
});
