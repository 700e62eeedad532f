/** Whether a body can be sent a second time; a stream has been read by the time of the answer. */
export function isReplayable(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true;
  const isStream = body instanceof ReadableStream || typeof (body as { pipe?: unknown }).pipe === 'function';
  return !isStream && !(Symbol.asyncIterator in body);
}
