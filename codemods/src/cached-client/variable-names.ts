/** What a variable that held the response is called once it holds the token. */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';
import { identifiers, isFreeName, isPropertyName, symbolOf } from '../source/scope.js';
import { ACCESS_TOKEN, type Layer } from './result-flow.js';

/** Names that speak of an HTTP response or its body. */
const RESPONSE_NAME =
  /^(r|re?s|resp|response|result|reply|answer|ret|data|body|json|payload|output|.*(Res|Resp|Response|Result|Reply|Data|Json|Body))$/;
const STANDARD = {
  token: ['accessToken', 'token', 'cachedToken'],
  response: ['tokenResponse', 'tokens', 'cachedTokens'],
};

export interface Candidate {
  name: ts.Identifier;
  /** The code itself gave this name to the layer that is left. */
  fits: boolean;
}

/** The first name that fits and is free, in this order: the code's own, a standard one, what it was called before. */
export function chooseName(
  parsed: ParsedFile,
  own: ts.Identifier,
  aliases: readonly Candidate[],
  layer: Layer,
): string {
  for (const alias of aliases)
    if (
      alias.fits &&
      (layer !== ACCESS_TOKEN || !RESPONSE_NAME.test(alias.name.text)) &&
      standsForThisAlone(parsed, alias.name)
    )
      return alias.name.text;
  if (!RESPONSE_NAME.test(own.text)) return own.text;
  const standard = layer === ACCESS_TOKEN ? STANDARD.token : STANDARD.response;
  return standard.find((name) => isFreeName(parsed, name)) ?? own.text;
}

/** True when no other variable of the file has the name. */
function standsForThisAlone(parsed: ParsedFile, name: ts.Identifier): boolean {
  const symbol = parsed.checker.getSymbolAtLocation(name);
  return identifiers(parsed, name.text).every(
    (other) => other === name || isPropertyName(other) || symbolOf(parsed, other) === symbol,
  );
}
