/**
 * The tokens of the person, between two runs: a file that this person alone may read. Where the system has a keychain, put it
 * in the place of the three functions that read, write and remove it.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setting } from './config.js';

const APPLICATION = 'application';

/** Milliseconds after which the lock of another run is one that was left behind: more than a refresh may take. */
const PATIENCE = 15_000;

/** Epoch milliseconds throughout. */
export interface Tokens {
  issuer: string;
  clientId: string;
  accessToken: string;
  expiresAt: number;
  /** When to have a new one, a little before the old one ends. */
  refreshAt: number;
  refreshToken?: string;
}

export interface TokenAnswer {
  access_token: string;
  expires_in?: number;
  refresh_token?: string;
}

/** A refresh token that is not replaced stays valid (RFC 6749 section 6). */
export function tokensFrom(answer: TokenAnswer, before?: Tokens): Tokens {
  const now = Date.now();
  const lifetime = (answer.expires_in ?? 300) * 1000;
  return {
    issuer: setting('OIDC_ISSUER'),
    clientId: setting('OIDC_CLIENT_ID'),
    accessToken: answer.access_token,
    expiresAt: now + lifetime,
    refreshAt: now + lifetime - Math.min(30_000, lifetime / 2),
    refreshToken: answer.refresh_token ?? before?.refreshToken,
  };
}

function storePath(): string {
  const base = process.platform === 'win32' ? process.env.APPDATA : process.env.XDG_CONFIG_HOME;
  return join(base || join(homedir(), '.config'), APPLICATION, 'tokens.json');
}

/** Undefined when nobody is signed in here, or at another server or as another client. */
export async function readTokens(): Promise<Tokens | undefined> {
  try {
    const tokens = JSON.parse(await readFile(storePath(), 'utf8')) as Tokens;
    const isOwn = tokens.issuer === setting('OIDC_ISSUER') && tokens.clientId === setting('OIDC_CLIENT_ID');
    return isOwn ? tokens : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another run may read at the same time. */
export async function writeTokens(tokens: Tokens): Promise<void> {
  const path = storePath();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(tokens), { mode: 0o600 });
  await rename(draft, path);
}

export async function removeTokens(): Promise<void> {
  await rm(storePath(), { force: true });
}

/**
 * One run at a time: where refresh tokens are rotated, a second use of one ends the sign-in of both
 * (RFC 9700 section 4.14.2).
 */
export async function exclusively(work: () => Promise<Tokens | undefined>): Promise<Tokens | undefined> {
  const lock = `${storePath()}.lock`;
  await mkdir(dirname(lock), { recursive: true, mode: 0o700 });
  const until = Date.now() + PATIENCE;
  while (!(await taken(lock))) {
    if (Date.now() > until) await rm(lock, { force: true });
    await wait(50);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw error;
  }
}
