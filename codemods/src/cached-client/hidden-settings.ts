/** Settings of an HTTP client that its call does not show: the keyed call would lose them, the drop-in keeps them. */
import { ts } from 'ts-morph';
import { importedNames } from '../source/import-names.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { symbolOf } from '../source/scope.js';
import { changesClient } from './client-settings.js';
import { clientResult } from './clients.js';

/** True for instances (`axios.create`, a client of another module), for defaults and for interceptors. */
export function hasHiddenSettings(parsed: ParsedFile, call: ts.CallExpression, client: string): boolean {
  if (client === 'fetch') return isRelative(call);
  if (isRelative(call) || changesClient(parsed.text, clientResult(client)?.plain ?? [])) return true;
  const root = rootOf(call);
  if (!root) return true;
  const symbol = symbolOf(parsed, root);
  const imported = importedNames(parsed).find(({ local }) => symbolOf(parsed, local) === symbol);
  // A name that nothing declares is the global of a script tag.
  const plain = clientResult(client)?.plain ?? [];
  return imported ? !plain.includes(imported.module) : symbol !== undefined || !isGlobal(root.text, client);
}

/** A ky instance that may have been given a `fetch`, which the drop-in would replace. */
export function mayHaveOwnFetch(parsed: ParsedFile, call: ts.CallExpression): boolean {
  const root = rootOf(call);
  const symbol = root && symbolOf(parsed, root);
  if (!symbol) return true;
  const imported = importedNames(parsed).find(({ local }) => symbolOf(parsed, local) === symbol);
  if (imported) return imported.module !== 'ky' && imported.module !== 'ky-universal';
  const [declaration] = symbol.declarations ?? [];
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (!made || !ts.isCallExpression(made) || !/^ky\.(create|extend)$/.test(made.expression.getText()))
    return true;
  return !made.arguments.every(ts.isObjectLiteralExpression) || /\bfetch\b|\.\.\./.test(made.getText());
}

/** `$fetch` is ofetch without an import, in Nuxt. */
function isGlobal(name: string, client: string): boolean {
  return name === client || (client === 'ofetch' && name === '$fetch');
}

/** The name that a call starts with: `axios` of `axios.post(…)`, of `axios(…)` and of `axios.default.post(…)`. */
function rootOf(call: ts.CallExpression): ts.Identifier | undefined {
  let node: ts.Expression = call.expression;
  while (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) node = node.expression;
  return ts.isIdentifier(node) ? node : undefined;
}

/** A relative address is completed by the client or the page. */
function isRelative(call: ts.CallExpression): boolean {
  const [url] = call.arguments;
  if (!url) return false;
  const text = ts.isTemplateExpression(url)
    ? url.head.text
    : ts.isStringLiteralLike(url)
      ? url.text
      : undefined;
  return text !== undefined && (text.startsWith('/') || text.startsWith('.'));
}
