// Readers named clients and encodings in their own words; the tables group these words by shape. First match counts.
const ENCODINGS = [
  ['call of a helper', /^helper|method-call|method of class|recursion|^timer|in a (?:generic )?helper/i],
  ['SDK call', /\bSDK\b|authenticator|extend\(|conn\.login|AuthCommand|middleware reference/i],
  [
    'URL query',
    /query \(|\bURL (?:query|template|string|concat)|(?:into|in|in the|in the env) URL\b|query string/,
  ],
  ['append or set', /append|\.set\b|Params set|HttpParams/],
  ['URLSearchParams(…)', /URLSearchParams/],
  ['form encoder', /\bqs\b|query-?string|\$\.param|urlencode|own encode/],
  ['template or string', /template|string|concat|literal body/i],
  ['object', /object|json|form|shorthand|spread|property|conditional|data object|formParams|settings/i],
];

const CLIENTS = [
  ['no request', /^none|nock|double|jest|mocha|moq/i],
  ['own wrapper', /wrapper|own |base class|inherited|hof|local helper|injected|sdk-local|_request|factory/i],
  ['axios', /axios(?!-oauth)/i],
  ['fetch', /fetch/i],
  ['superagent', /superagent/i],
  ['request', /^request/i],
  ['Angular', /angular/i],
  ['Nest HttpService', /nest/i],
  ['node:http(s)', /^node[:-]https?/i],
  ['test client', /k6|cy\.request|supertest|playwright/i],
  [
    'SDK',
    /msal|auth0|oauth|keycloak|adal|simple-oauth2|googleapis|spotify|paypal|openid|ember|jsforce|aws|SDK|next-auth|passport/i,
  ],
];

const shapeOf = (shapes, words) => shapes.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';

export const encodingOf = (label) => shapeOf(ENCODINGS, label.encoding ?? '');
export const clientOf = (label) => shapeOf(CLIENTS, label.http_client ?? '');
