/** For components: both leave this page, so what they return never resolves. */
'use client';

export function signIn(returnTo: string = '/'): Promise<never> {
  window.location.assign(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`);
  return new Promise(() => {});
}

/** A form, because only what a page of this application posts may end the session. */
export function signOut(): Promise<never> {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/auth/logout';
  document.body.append(form);
  form.submit();
  return new Promise(() => {});
}
