/** Where a loop is reported: at the call inside it, once. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const loops = (body: string) =>
  saidOf({
    'token.js': TOKEN,
    'run.js': `import { getToken } from './token.js';\nasync function main(names) {\n${body}\n}\nmain(process.argv);`,
  }).filter((one) => one.startsWith('loop'));

test('a function that is called where it is written is no call of its own', () => {
  const body = `const all = names.map((name) => {
    return (async () => { /*@outer*/
      for await (const message of subscribe(name)) {
        await answer(message, await getToken()); /*@inner*/
      }
    })();
  });
  await Promise.all(all);`;
  expect(loops(body)).toEqual(['loop@inner']);
});

test.each(['map', 'flatMap'])('what %s answers is not the function that it is given', (each) => {
  const body = `await Promise.all(names.map(async (name) => { /*@outer*/
    const all = rows(name).${each}(async (row) => {
      await send(row, await getToken()); /*@inner*/
    });
    await Promise.all(all); /*@wait*/
  }));`;
  expect(loops(body)).toEqual(['loop@inner']);
});

test('a promise that is waited for in a loop was asked for once', () => {
  const body = `const asked = settings().then(async () => getToken());
  for (const name of names) { await Promise.all([asked]); /*@wait*/ }`;
  expect(loops(body)).toEqual([]);
});

test('a wrapped function stands for what it wraps', () => {
  const body = `const ask = traced(async () => getToken()); /*@wrapped*/
  for (const name of names) await send(name, await ask()); /*@inner*/`;
  expect(loops(body)).toEqual(['loop@inner']);
});

test('the handle of a timer is no token that is kept', () => {
  const body = `class Poller {
    async poll() {
      try { await this.update(); } catch {} /*@update*/
      this.timer = setTimeout(() => this.poll(), 10000);
    }
    async update() { await send(await getToken()); } /*@inner*/
  }
  new Poller().poll();`;
  expect(loops(body)).toEqual(['loop@update']);
});

test('a parser of rows calls its step for each of them', () => {
  expect(
    loops('Papa.parse(names, { step: async (row) => { await send(row, await getToken()); /*@inner*/ } });'),
  ).toEqual(['loop@inner']);
});

test('a helper of another file that is itself what a timer runs is reported beside the timer', () => {
  const files = {
    'token.js': TOKEN,
    'run.js': `import { getToken } from './token.js';
setInterval(getToken, 10000); /*@timer*/`,
  };
  expect(saidOf(files)).toEqual(['loop@timer', 'reuse@token']);
});

test('a client that is made at each turn of a loop of the module keeps nothing for the next', () => {
  const program = (above: string, inside: string) => ({
    'main.ts': `import { ClientSecretCredential } from '@azure/identity';
const make = [process.env.TENANT!, process.env.CLIENT!, process.env.SECRET!] as const;
${above}
for (const id of process.argv.slice(2)) {
  ${inside}
  const token = await credential.getToken('https://graph.microsoft.com/.default'); /*@turn*/
  await fetch('https://graph.microsoft.com/v1.0/users/' + id, { headers: { authorization: token.token } });
}`,
  });
  const made = 'const credential = new ClientSecretCredential(...make);';
  expect(saidOf(program('', made))).toEqual(['loop@turn']);
  expect(saidOf(program(made, ''))).toEqual([]);
});

test('an account that is looked up by what changes with the loop is another one at each turn', () => {
  const files = (by: string) => ({
    'run.js': `const accounts = JSON.parse(process.env.ACCOUNTS);
async function end(meeting) {
  const account = accounts.find((one) => one.id === ${by});
  return fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: account.id, client_secret: account.secret }),
  });
}
async function main(meetings) {
  for (const meeting of meetings) await end(meeting); /*@end*/
}
main(process.argv);`,
  });
  expect(saidOf(files('meeting.account'))).toEqual([]);
  expect(saidOf(files('process.env.ACCOUNT'))).toEqual(['loop@end', 'reuse@token']);
});

test('a server action that a script of the project calls in a loop', () => {
  const files = {
    'app/actions/parcels.ts': `'use server';
import { getToken } from '../../token.js';
export async function track(id: string) { return fetch('/parcels/' + id, { headers: { token: await getToken() } }); }`,
    'token.js': TOKEN,
    'scripts/all.ts': `import { track } from '../app/actions/parcels';
async function all() { for (const id of ['a', 'b']) await track(id); /*@loop*/ }
all();`,
  };
  expect(saidOf(files)).toEqual(['loop@loop', 'reuse@token']);
});
