/** Components that are written as options, and what their templates call. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const vue = (options: string, template = '') => ({
  'Tracks.vue': `<template><div>${template}</div></template>
<script>
import axios from 'axios';
export default {
  data() { return { token: null }; },
  ${options}
};
</script>`,
});
const LOAD = `async load() {
      const answer = await axios.post('https://accounts.spotify.com/api/token', 'grant_type=client_credentials'); /*@token*/
      this.token = answer.data.access_token;
    }`;

test.each([
  [`methods: { ${LOAD} }, mounted() { this.load(); }`, ''],
  [`methods: { ${LOAD} }`, '<button @click="load">Load</button>'],
  [`methods: { ${LOAD} }`, `<form v-on:submit.prevent='load()'></form>`],
  [`methods: { ${LOAD} , list() { this.load(); } }, created() { this.list(); }`, ''],
])('a method that is called again: %s %s', (options, template) => {
  expect(saidOf(vue(options, template))).toEqual(['reuse@token']);
});

test.each([
  [`methods: { ${LOAD} }`, '<p>load</p>'],
  [`methods: { ${LOAD} }, mounted() { if (!this.token) this.load(); }`, ''],
])('a method that is not called again: %s %s', (options, template) => {
  expect(saidOf(vue(options, template))).toEqual([]);
});

test('a person who signs in through a form asks for a token of their own', () => {
  const files = vue(
    `methods: { async login() {
      const body = new URLSearchParams({ grant_type: 'password', username: this.name, password: this.password });
      this.token = (await axios.post('https://id.example.com/token', body)).data; /*@token*/
    } }`,
    '<form @submit.prevent="login"><input v-model="name" /><input v-model="password" /></form>',
  );
  expect(saidOf(files)).toEqual(['password@token']);
});

const REQUEST = `const answer = await fetch('https://accounts.spotify.com/api/token', { method: 'POST', body: 'grant_type=client_credentials&client_id=' + id }); /*@token*/
  use(await answer.json());`;

test.each([
  [
    'App.vue',
    `<template><a @click="load">x</a></template><script setup>\nasync function load() {\n  ${REQUEST}\n}\n</script>`,
  ],
  [
    'App.svelte',
    `<script>\nconst load = async () => {\n  ${REQUEST}\n};\n</script>\n<a on:click={load}>x</a>`,
  ],
  [
    'App.svelte',
    `<script>\nasync function load() {\n  ${REQUEST}\n}\n</script>\n<a onclick={() => load()}>x</a>`,
  ],
])('a function of the script that the template of %s calls', (file, text) => {
  expect(saidOf({ [file]: text })).toEqual(['reuse@token']);
  expect(saidOf({ [file]: text.replace(/<a.*<\/a>/, '<a>load</a>') })).toEqual([]);
});

test('the actions of a store share what they keep', () => {
  const store = (guard: string) => ({
    'store.js': `import { defineStore } from 'pinia';
export const useTracks = defineStore('tracks', {
  state: () => ({ token: null }),
  actions: {
    async ask() {
      const answer = await fetch('https://accounts.spotify.com/api/token', { method: 'POST', body: 'grant_type=client_credentials' }); /*@token*/
      this.token = (await answer.json()).access_token;
    },
    async list() { ${guard}await this.ask(); return load(this.token); },
  },
});`,
  });
  expect(saidOf(store('if (!this.token) '))).toEqual([]);
});
