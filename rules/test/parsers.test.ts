// Whatever parser a project has: the same findings, saved or not.
import { expect, test } from '@jest/globals';
import { place } from './support/place.js';
import { projects } from './support/projects.js';
import { check, lint, withoutPaths } from './support/run.js';

const script = `import { ref } from 'vue';
async function getToken() {
  const res = await fetch('https://login.example.com/oauth/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'password', username: 'a', password: 'b' }) });
  return (await res.json()).access_token;
}
setInterval(async () => { console.log(await getToken()); }, 1000);
`;

const flat = { eslint: 'eslint9', style: 'flat' } as const;
const parsers: [string, string, Record<string, string>, string][] = [
  [
    'vue-eslint-parser',
    'Vue, a plain script',
    { 'App.vue': `<template><p @click="x = 1">{{ x }}</p></template>\n<script>\n${script}</script>\n` },
    '\n<!-- more -->\n',
  ],
  [
    'vue-eslint-parser',
    'Vue, two scripts',
    {
      'App.vue': `<script>\nexport default { name: 'app' };\n</script>\n<script setup>\n${script}</script>\n<template><p/></template>\n`,
    },
    '\n<!-- more -->\n',
  ],
  [
    'svelte-eslint-parser',
    'Svelte',
    { 'App.svelte': `<h1>x</h1>\n<script>\n${script}</script>\n<p>{1}</p>\n` },
    '\n<!-- more -->\n',
  ],
  ['astro-eslint-parser', 'Astro', { 'page.astro': `---\n${script}---\n<p>{1}</p>\n` }, '\n<p>more</p>\n'],
  ['@babel/eslint-parser', 'Babel', projects['JSX']!, '\nfunction added() { return added; }\n'],
  [
    '@babel/eslint-parser',
    'Babel, CommonJS',
    projects['a loop in CommonJS, over two files']!,
    '\nfunction added() { return added; }\n',
  ],
  [
    '@typescript-eslint/parser',
    'typescript-eslint on JavaScript',
    projects['JSX']!,
    '\nfunction added() { return added; }\n',
  ],
];

test.each(parsers)('%s: %s', (parser, _name, files, unsaved) => {
  const { directory } = place(files);
  const expected = check(directory);
  expect(expected.length).toBeGreaterThan(0);
  const [saved, open] = lint(flat, [
    { directory, parser },
    { directory, parser, unsaved },
  ]);
  expect(withoutPaths(saved!)).toEqual(expected);
  expect(withoutPaths(open!)).toEqual(expected);
});
