import { Injectable } from '@angular/core';
import type { AbstractSecurityStorage } from 'angular-auth-oidc-client';

/** What has to outlive the redirect. No token is among them. */
const KEPT = ['authStateControl', 'authNonce', 'codeVerifier'];
const NAME = 'auth-flow';
/** Milliseconds. */
const LONGEST_FLOW = 600_000;

type Entries = Record<string, unknown>;

/**
 * Where the library keeps its things, all of them in one entry: tokens in memory, state, nonce and code verifier in the
 * session storage of this tab, until the sign-in is ended.
 */
@Injectable({ providedIn: 'root' })
export class FlowStorage implements AbstractSecurityStorage {
  private memory: Entries = {};

  read(): string | null {
    return JSON.stringify({ ...this.memory, ...kept() });
  }

  write(_key: string, value: string): void {
    const entries = Object.entries((JSON.parse(value) ?? {}) as Entries);
    this.memory = Object.fromEntries(entries.filter(([name]) => !KEPT.includes(name)));
    const ofFlow = Object.fromEntries(entries.filter(([name, one]) => KEPT.includes(name) && one));
    const { returnTo, startedAt } = kept();
    if (Object.keys(ofFlow).length > 0 || startedAt !== undefined) keep({ ...ofFlow, returnTo, startedAt });
  }

  remove(): void {
    this.clear();
  }

  clear(): void {
    this.memory = {};
    this.end();
  }

  /** A sign-in of its own: nothing of an earlier one is used again. */
  begin(returnTo: string): void {
    keep({ returnTo, startedAt: Date.now() });
  }

  /**
   * Where the person of this sign-in wants to go.
   * @throws when none was begun in this tab, or too long ago
   */
  returnTo(): string {
    const { returnTo, startedAt } = kept();
    if (typeof startedAt !== 'number' || Date.now() - startedAt > LONGEST_FLOW)
      throw new Error('This sign-in was not begun here, or is too old.');
    return String(returnTo);
  }

  /** What served the sign-in is used once. */
  end(): void {
    if (typeof window !== 'undefined') window.sessionStorage.removeItem(NAME);
  }
}

function kept(): Entries {
  if (typeof window === 'undefined') return {};
  return (JSON.parse(window.sessionStorage.getItem(NAME) ?? 'null') ?? {}) as Entries;
}

function keep(entries: Entries): void {
  if (typeof window !== 'undefined') window.sessionStorage.setItem(NAME, JSON.stringify(entries));
}
