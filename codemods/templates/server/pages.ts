/** The pages of the flow itself. They show no parameter of a request and no token. */
import { LOGIN_PATH, SignInUnavailable } from './config.js';
import { SignInRefused } from './sign-in.js';

export interface Page {
  status: number;
  html: string;
}

/**
 * Leads on from the callback by a page, not by a redirect: a redirect would still count as coming from the authorization
 * server's site, and the new Strict cookie would not be sent along.
 */
export function continueTo(path: string): Page {
  const address = escape(path);
  const head = `<meta http-equiv="refresh" content="0; url=${address}">`;
  return { status: 200, html: page('Signed in', `<a href="${address}">Continue</a>`, head) };
}

/** What a person sees when a sign-in fails; why it failed is for the log. */
export function problemPage(error: unknown): Page {
  // A refused callback is the browser's affair; everything else is ours, or the authorization server's.
  if (error instanceof SignInRefused) {
    const again = `<a href="${LOGIN_PATH}">Sign in again</a>`;
    return { status: 400, html: page('Not signed in', `${escape(error.message)} ${again}`) };
  }
  console.error(`Sign-in is not possible: ${error instanceof Error ? error.message : 'unknown error'}`);
  const status = error instanceof SignInUnavailable || error instanceof TypeError ? 503 : 500;
  const text = 'The sign-in service cannot be reached at the moment. Please try again in a few minutes.';
  return { status, html: page('Not signed in', text) };
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><p>${body}</p></body></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
