/** Why a site is left to a person. One table: messages, markers, JSON, `explain` and the documentation read it. */
export interface Reason {
  /** What is in the way, in a few words. */
  title: string;
  /** Why a rewrite would be wrong or unsafe. */
  why: string;
  /** What a person can do. */
  whatToDo: string;
}

const table = {
  'interactive-login': {
    title: 'the password grant is the login check itself',
    why: 'The user name and password come from a person. A cached token would let a wrong password in, or one person into the session of another.',
    whatToDo:
      'Move the sign-in to Authorization Code with PKCE: `grant-migrate migrate --to pkce` writes the scaffold.',
  },
  'actor-unknown': {
    title: 'it cannot be told whether a person or a machine signs in',
    why: 'The user name and password are handed in by callers that are not visible here, or come from the command line and the environment alike. Were they a person’s, a cached token could replace the login check.',
    whatToDo:
      'A machine: read its account from the environment or configuration in the function itself, and run the migration again. A person: `--to pkce`.',
  },
  'already-reused': {
    title: 'the token is reused already',
    why: 'A cache stands in front of this request. A second one would only hide expiry from the first.',
    whatToDo: 'Nothing, or remove the hand-made cache first and run the migration again.',
  },
  'grant-not-reusable': {
    title: 'this grant gives a new token by design',
    why: 'Authorization codes, device codes and tickets work once; refresh tokens and exchanged tokens belong to whoever keeps them.',
    whatToDo: 'Nothing: store the token response where the session is kept.',
  },
  'grant-unknown': {
    title: 'the grant is chosen elsewhere',
    why: 'Configuration or a caller decides which grant is sent, so it cannot be told whether its token may be shared.',
    whatToDo: 'Write the grant down at the request, or split the helper by grant.',
  },
  'payload-opaque': {
    title: 'what is sent cannot be read from the source',
    why: 'The cache key must hold everything that decides which token comes back; a part of the payload is not visible here.',
    whatToDo:
      'Write the parameters out at the call, or call `getAccessToken` from @grant-migrate/token-client yourself.',
  },
  'key-not-computable': {
    title: 'two equal requests cannot be told to be equal',
    why: 'The request holds something that is made anew for each call (an agent, a stream, a nonce, an assertion, a function among the options), so that no call would ever be answered from an earlier one.',
    whatToDo:
      'Make the agent or the function once, outside of the function that asks, or send the parameters as a form; then run the migration again. An assertion: `createTokenSource` with `privateKeyJwt` of @grant-migrate/token-client.',
  },
  'token-leaves-process': {
    title: 'the token leaves the process',
    why: 'It is put into a URL, a message, a session, a file or an answer, here or by a caller, and used later. A cached token may be about to expire when it gets there.',
    whatToDo:
      'Run again with `--minimum-lifetime SECONDS` to ask for a token that lasts so long, or hand over a reference and get the token where it is used.',
  },
  'token-alone': {
    title: 'a function of the application answers with the token alone',
    why: 'Without the rest of the token response nothing says how long the token lasts, so a wrapper around the function could not keep it.',
    whatToDo:
      'Call `getAccessToken` from @grant-migrate/token-client in that function, or let it return the whole token response and run the migration again.',
  },
  'shape-not-modelled': {
    title: 'the code around the request is written in a way that is not modelled',
    why: 'How the result is used could not be followed to its end, and there is no drop-in for this client.',
    whatToDo:
      'Rewrite the request with `getAccessToken` or `getTokenResponse` from @grant-migrate/token-client.',
  },
  'client-not-supported': {
    title: 'there is no migration for this HTTP client or SDK yet',
    why: 'The rewrite must know how the client builds its request and hands out the response.',
    whatToDo: 'Rewrite the request with `getAccessToken` from @grant-migrate/token-client.',
  },
  'runtime-not-supported': {
    title: 'the code does not run where the token client runs',
    why: 'k6 and Cypress run scripts in an environment of their own, without promises or packages for requests; a page that nothing bundles, a script of a vendor’s dashboard and a module of Deno that imports by address know no packages by their bare names.',
    whatToDo:
      'Get the token once, in the set-up of the run (k6: `setup()`; Cypress: `cy.session`), and hand it on. Deno: import `npm:@grant-migrate/token-client` yourself.',
  },
  'secret-in-browser': {
    title: 'a machine’s secret is shipped to the browser',
    why: 'jQuery, AngularJS, XMLHttpRequest, React’s client components, React Native and the SDKs of pages and devices run where everybody who loads the code can read what it sends. Fewer requests would not mend that, and client credentials are for clients that keep a secret (RFC 6749 section 4.4).',
    whatToDo:
      'Move the request to a server behind an endpoint of your own, change the secret, and migrate it there. A person who should sign in: `--to pkce`.',
  },
  'sdk-without-reuse': {
    title: 'this call of the SDK asks the endpoint each time',
    why: 'The SDK keeps tokens, but this call never looks at them, and what it returns is the SDK’s own object.',
    whatToDo:
      'A machine: client credentials of the same SDK, which are kept. Else ask the SDK for a kept token first (msal-node: acquireTokenSilent).',
  },
  'renewed-after-refusal': {
    title: 'a new token is asked for after the old one was refused',
    why: 'Once tokens are reused, this code would get the refused token again.',
    whatToDo:
      'Call `invalidateAccessToken(token)` of @grant-migrate/token-client with the refused token before asking for another, then migrate.',
  },
  'refreshed-by-hand': {
    title: 'the code refreshes this token itself',
    why: 'Reused, the response would hand out one refresh token to every caller, and providers end the session of a refresh token that comes twice.',
    whatToDo:
      'Drop the refresh code (the token client asks anew when the token ends) and read the access token alone, then run the migration again.',
  },
  'credentials-checked': {
    title: 'the request checks whether it is answered',
    why: 'A health check, or a test of credentials: answered from an earlier request it would say that all is well when the secret was withdrawn or the provider is down.',
    whatToDo:
      'Nothing; or give the check a request of its own, so that the others can be reused, and run the migration again.',
  },
  'renewed-by-timer': {
    title: 'the code renews this token by a timer and keeps it',
    why: 'It gets a token at times of its own and uses it until the next. Reused, the token of one time could end before the next one comes.',
    whatToDo:
      'Ask for the token where it is used, by `getAccessToken` of @grant-migrate/token-client, and take the timer out.',
  },
  'token-ended-by-code': {
    title: 'the code ends this token itself',
    why: 'It revokes the token, or ends its session at the provider. Kept, the token would be handed out again when it is dead.',
    whatToDo:
      'Take the revocation or logout out (a token that is kept serves the next call), then run the migration again.',
  },
  'generated-code': {
    title: 'the file is generated, compiled or vendored',
    why: 'A change would be lost at the next build or update.',
    whatToDo: 'Migrate the source that this file is made from.',
  },
  'test-code': {
    title: 'the request stands in a test',
    why: 'Tests often check the login itself; sharing a token between them would couple them.',
    whatToDo:
      'Get the token once in the suite’s set-up (Playwright: a setup project that saves `storageState`, or a fixture of the worker).',
  },
  'file-unreadable': {
    title: 'the file could not be read',
    why: 'A rewrite needs the text that the analysis saw.',
    whatToDo: 'Check the file’s permissions and encoding (UTF-8), then run the migration again.',
  },
  'overlapping-sites': {
    title: 'another migration changes the same lines',
    why: 'Two rewrites of one piece of text cannot both be right.',
    whatToDo: 'Run the migration again: the second site is then looked at in its new surroundings.',
  },
  'verification-failed': {
    title: 'the rewritten file did not pass its checks',
    why: 'It no longer parsed, changed again on a second run, was still reported, or had a new type error; the file was left as it was.',
    whatToDo: 'Please report it with the file’s snippet; until then rewrite the request by hand.',
  },
  'not-a-machine': {
    title: 'client credentials are for machines',
    why: 'The request signs in a person or a test, whose identity the token must carry.',
    whatToDo: 'A person: `--to pkce`. A test: a token of its own from the provider’s test tooling.',
  },
  'not-a-person': {
    title: 'no person signs in here',
    why: 'Authorization Code with PKCE is for people; here the credentials come from configuration.',
    whatToDo:
      'Use `--to client-credentials`, or `--to cached-client` where the provider has no grant for machines.',
  },
  'no-client-secret': {
    title: 'the client has no secret',
    why: 'Client credentials are sent by confidential clients alone (RFC 6749 section 4.4).',
    whatToDo: 'Register a confidential client for this service, then run the migration again.',
  },
  'id-token-used': {
    title: 'the ID token is used',
    why: 'Client credentials return no ID token: there is no user.',
    whatToDo:
      'Use `--to cached-client`, or read what is needed from the access token or the client’s configuration.',
  },
  'refresh-token-used': {
    title: 'the refresh token is used',
    why: 'Client credentials return no refresh token (RFC 6749 section 4.4.3).',
    whatToDo: 'Drop the refresh code: the token client requests a new token when the old one expires.',
  },
  'user-identity-used': {
    title: 'the user’s identity is used',
    why: 'The token of a machine carries no user: claims or resources of the user are not there.',
    whatToDo: 'Find out whether the API accepts a service identity, then migrate by hand.',
  },
  'account-not-single': {
    title: 'it cannot be told that one account alone signs in',
    why: 'Callers, a list, a context, another site of the same client or a setting that is written to decide who signs in. With client credentials all of them would be one machine, with its rights.',
    whatToDo:
      'Use `--to cached-client`, which keeps each account apart. Or give each account a client of its own, read from the environment or the configuration where the request is made, and run the migration again.',
  },
  'provider-without-client-credentials': {
    title: 'the provider has no client credentials for this',
    why: 'The provider offers machines no grant of their own here, or only with a set-up that the source does not show.',
    whatToDo: 'Use `--to cached-client`, and ask the provider for a machine identity.',
  },
  'my-domain-needed': {
    title: 'client credentials of Salesforce are answered on My Domain alone',
    why: 'login.salesforce.com and test.salesforce.com refuse this grant, and an address of the configuration may be one of them. The app also needs a user to run as.',
    whatToDo:
      'Turn on the client credentials flow of an external client app, with a user to run as; send the request to `https://YOURDOMAIN.my.salesforce.com/services/oauth2/token`, written down there, and run the migration again. Until then: `--to cached-client`.',
  },
  'scope-unknown': {
    title: 'the scope for client credentials cannot be derived',
    why: 'The provider wants another scope for machines than for users, and it is not written down here.',
    whatToDo:
      'Set the scope by hand (Okta: a custom scope; Entra: `{resource}/.default`), then run the migration again.',
  },
  'scaffold-needed': {
    title: 'a person signs in here: this needs a redirect, not another request',
    why: 'Authorization Code with PKCE changes the application’s pages and routes.',
    whatToDo: 'Run `grant-migrate migrate --to pkce --framework NAME` and follow AUTH-MIGRATION.md.',
  },
  'framework-not-found': {
    title: 'no framework was found that a scaffold is written for',
    why: 'Where the flow is written decides where the tokens are kept: on a server, in a browser, on a command line.',
    whatToDo: 'Name it: `grant-migrate migrate --to pkce --framework NAME`.',
  },
  'frameworks-ambiguous': {
    title: 'two frameworks were found, and each has a scaffold of its own',
    why: 'The flow belongs into one of them; in the wrong one it would sign nobody in.',
    whatToDo: 'Name one: `grant-migrate migrate --to pkce --framework NAME`.',
  },
  'route-not-understood': {
    title: 'the route of this sign-in could not be followed to its end',
    why: 'A redirect takes the place of the whole handler; what the handler does besides signing in would be lost.',
    whatToDo:
      'The flow is written. Redirect the route to it by hand, as AUTH-MIGRATION.md says, and move what else the handler does behind the callback.',
  },
  'token-returned-to-caller': {
    title: 'the route answers a program with the token',
    why: 'The caller is not a page that can be redirected, and no token may reach a browser’s script (RFC 10017 section 6.1).',
    whatToDo:
      'Let the caller use the session’s cookie: navigate to the login route, then call the API without a token of its own.',
  },
  'token-use-not-understood': {
    title: 'the token of the session is used in a way that is not modelled',
    why: 'The session would keep no token under the old name, and this code would find nobody signed in.',
    whatToDo: 'Take the access token from the written token source at the places that the note names.',
  },
  'terminal-not-understood': {
    title: 'the way from the question for the password to the token could not be followed',
    why: 'The questions go with the request; where one of them serves something else, the program would no longer do it.',
    whatToDo:
      'The flow is written. Call `getAccessToken()` of auth/login where the token is needed, and take the questions out.',
  },
  'sign-in-result-used': {
    title: 'what the password brought is used where the person signs in',
    why: 'A redirect leaves the page: nothing behind it runs, and the tokens come in another place.',
    whatToDo:
      'Move what stands behind the sign-in to where the answer is taken (the callback), then run the migration again.',
  },
  'sdk-configuration-not-found': {
    title: 'the SDK’s configuration was not found, or there are several',
    why: 'The code flow needs a redirect URI and an authorization endpoint; without them the sign-in would end in an error.',
    whatToDo:
      'Write the configuration as one object with its issuer and redirect URI, then run the migration again.',
  },
  'sdk-without-pkce': {
    title: 'this SDK has no code flow with PKCE',
    why: 'Its own redirect brings tokens in the address or a code without PKCE, which RFC 9700 (sections 2.1.1 and 2.1.2) advises against.',
    whatToDo: 'Use an SDK that has it; the note of the site names one.',
  },
} satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof table;

export const reasons: Readonly<Record<ReasonCode, Reason>> = table;

/** True for a code of this table; `explain` is asked for anything. */
export function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(table, code);
}

/** What a site that was left is reported with, as a sentence. */
export function sentenceOf(code: ReasonCode): string {
  const { title } = reasons[code];
  return `${title[0]!.toUpperCase()}${title.slice(1)}.`;
}
