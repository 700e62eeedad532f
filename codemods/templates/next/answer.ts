/** Answers of the routes of the flow. None of them may be kept by a cache. */
import type { Page } from './pages.js';

export function showPage({ status, html }: Page, cookies: readonly string[] = []): Response {
  return answer(status, html, { 'Content-Type': 'text/html; charset=utf-8' }, cookies);
}

export function goTo(location: string, cookies: readonly string[] = [], status = 302): Response {
  return answer(status, null, { Location: location }, cookies);
}

function answer(
  status: number,
  body: string | null,
  fields: HeadersInit,
  cookies: readonly string[],
): Response {
  const headers = new Headers(fields);
  headers.set('Cache-Control', 'no-store');
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(body, { status, headers });
}
