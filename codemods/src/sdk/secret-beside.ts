import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';

/** The secret that the file itself reads beside a client's id: `process.env.CLIENT_SECRET` beside `process.env.CLIENT_ID`. */
export function secretBeside(parsed: ParsedFile, client: ts.Expression): string | null {
  const bang = ts.isNonNullExpression(client) ? '!' : '';
  const id = (ts.isNonNullExpression(client) ? client.expression : client).getText();
  const secret = id.replace(/(client_?)(id)$/i, (_, stem: string, end: string) => stem + secretLike(end));
  return secret === id || !parsed.text.includes(secret) ? null : secret + bang;
}

function secretLike(id: string): string {
  return id === 'ID' ? 'SECRET' : id === 'Id' ? 'Secret' : 'secret';
}
