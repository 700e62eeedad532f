/** Tokens that are kept in what an application calls its state. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

test('an object says itself whether what it keeps is valid', () => {
  const files = {
    'token.js': TOKEN,
    'app/api/orders/route.js': `import { getToken } from '../../../token.js';
const kept = { token: null, until: 0, get valid() { return this.until > Date.now(); } };
export async function GET() { return load(await token()); }
async function token() {
  if (!kept.valid) {
    kept.token = await getToken();
    kept.until = Date.now() + 3e6;
  }
  return kept.token;
}`,
  };
  expect(saidOf(files)).toEqual([]);
});

test('an action of a store commits what its state tells later', () => {
  const store = (guard: string) => ({
    'token.js': TOKEN,
    'store.js': `import { getToken } from './token.js';
export const actions = {
  async ask({ commit, state }) {
    ${guard}
    const fresh = await getToken();
    commit('setToken', fresh);
    return fresh;
  },
};`,
    'server.js': `import express from 'express';
import { actions } from './store.js';
express().get('/', async (req, res) => res.json(await actions.ask(context)));`,
  });
  expect(saidOf(store('if (state.token) return state.token;'))).toEqual([]);
  expect(saidOf(store('if (state.visits) return null;'))).toEqual(['reuse@token']);
});

test('what an operator of a pipe is given is what the source answers', () => {
  const files = (guard: string) => ({
    'auth.service.ts': `import { Injectable } from '@angular/core';
import { HttpClient } from '@angular/common/http';
import { BehaviorSubject, of, tap } from 'rxjs';
@Injectable()
export class Auth {
  private token = new BehaviorSubject<string | null>(null);
  constructor(private http: HttpClient) {}
  get() {
    ${guard}
    return this.http.post('https://auth.example.com/oauth/token', 'grant_type=client_credentials&client_id=a&client_secret=b') /*@token*/
      .pipe(tap((answer) => this.token.next(answer.access_token)));
  }
}`,
    'list.component.ts': `import { Component } from '@angular/core';
import { Auth } from './auth.service';
@Component({})
export class List {
  constructor(private auth: Auth) {}
  ngOnInit() { this.auth.get().subscribe((token) => this.load(token)); }
}`,
  });
  expect(saidOf(files('if (this.token.value) return of(this.token.value);'))).toEqual([]);
  expect(saidOf(files(''))).toEqual(['reuse@token']);
});
