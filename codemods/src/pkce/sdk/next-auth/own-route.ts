/**
 * next-auth around a route of the application that sends the password on: `authorize` and forms post to it. next-auth's own
 * provider takes the place of both, and the route goes.
 */
import { ts } from 'ts-morph';
import { lineOf } from '../../../source/lines.js';
import { spanOf, walk } from '../../../source/nodes.js';
import { quoted, styleOf } from '../../../source/style.js';
import { escaped } from '../../../source/pattern.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { EditedFiles, promised, replaceRequest } from '../../frameworks/browser/replace-request.js';
import { sourcesOf, type Sources } from '../../frameworks/browser/sources.js';
import { fieldsStep } from '../../frameworks/browser/steps.js';
import { entryOf, type Entry } from '../../frameworks/next/entry.js';
import { layoutOf, type Layout } from '../../frameworks/next/layout.js';
import { emptyHandler } from '../../frameworks/next/lead.js';
import { doesOnlySignIn } from '../../frameworks/next/login-route.js';
import { callerOf, type RouteCaller } from '../../frameworks/next/route-callers.js';
import { isClient } from '../../frameworks/next/token-cookie.js';
import { deleteHelper } from '../../server/rewire/delete-helper.js';
import { printObject } from '../call-parts.js';
import type { RewireSdk, SdkContext } from '../sdk-rewire.js';
import { authorizeOf, credentialsAround, doesMore } from './authorize.js';
import { kindsIn, rewriteCallbacks } from './callbacks.js';
import { idOf, importEdit } from './index.js';
import { providerFor } from './provider.js';
import { rewriteSignIns } from './sign-ins.js';

export const nextAuthRoute: RewireSdk = (context, site) => {
  const { project, application } = context;
  if (!application.manifest.dependencies.has('next-auth')) return null;
  const layout = layoutOf(application, project);
  if (!layout) return null;
  const sources = sourcesOf(project, application);
  const entry = entryOf(site, layout, sources);
  if (typeof entry === 'string' || entry.address === null) return null;
  const posts = postsTo(sources, entry.address);
  const [inside, ...more] = posts.filter(({ credentials }) => credentials !== null);
  if (!inside) return null;
  if (more.length > 0) return 'sdk-configuration-not-found';
  const refusal = doesOnlySignIn(entry);
  if (refusal) return refusal.reason;

  const { parsed, call } = inside;
  const options = inside.credentials!.arguments[0];
  const authorize = authorizeOf(options);
  if (!authorize || doesMore(authorize, [spanOf(call)])) return 'sign-in-result-used';
  const own: SdkContext = { ...context, parsed, style: styleOf(parsed) };
  // What the route reads is not known where the options stand: all of it comes from settings of its own.
  const provider = providerFor(own, { ...site, wire: null });
  const callbacks = rewriteCallbacks(own, kindsIn(authorize));
  if (!callbacks) return 'sign-in-result-used';
  const callers: RouteCaller[] = [];
  for (const post of posts) {
    if (post === inside) continue;
    const caller = isClient(post.parsed) ? callerOf(sources, post.parsed, post.call) : 'on the server';
    if (typeof caller === 'string') return 'route-not-understood';
    callers.push(caller);
  }

  const files = new EditedFiles(null);
  const lines = provider.members.map(({ name, value }) => `${name}: ${value}`);
  const object = printObject(own, options as ts.ObjectLiteralExpression, lines);
  const into = files.of(parsed);
  into.edits.push(
    {
      ...spanOf(inside.credentials!),
      text: provider.module === null ? object : `${provider.name}(${object})`,
    },
    ...callbacks,
  );
  if (provider.module !== null) {
    const importing = importEdit(own, inside.credentials!.expression, provider.module, provider.name);
    if (!importing) return 'shape-not-modelled';
    into.edits.push(importing);
  }
  for (const { signIn, landing } of callers) {
    const page = files.of(signIn.parsed);
    const style = styleOf(signIn.parsed);
    const name = page.names.localFor('next-auth/react', 'signIn');
    const callbackUrl = landing === null ? '' : `, { callbackUrl: ${quoted(landing, style)} }`;
    replaceRequest(signIn, page, `${name}(${quoted(provider.id, style)}${callbackUrl})`, promised(signIn));
  }
  answerGone(entry, layout, files);
  for (const gone of entry.helpers) files.of(gone.parsed).edits.push(...deleteHelper(gone.parsed, gone.fn));
  const signIns = rewriteSignIns(own, idOf(options), provider.id);
  for (const { file, ...edit } of signIns.edits) files.of(sources.parsed(file)!).edits.push(edit);
  const found =
    callers.length > 0 ? signIns.steps.filter((step) => !step.startsWith('Where ')) : signIns.steps;
  return {
    edits: [],
    around: files.finish(),
    kept: [],
    imports: [],
    client: {
      clientType: 'confidential',
      redirectUris: [`http://localhost:3000/api/auth/callback/${provider.id}`],
    },
    note: `next-auth sends the person to the provider, with PKCE, state and nonce, and takes the answer itself; ${entry.address} takes no password any more.`,
    steps: [
      `At the provider, the redirect URI is \`<NEXTAUTH_URL>/api/auth/callback/${provider.id}\`.`,
      ...provider.steps,
      ...found,
      `\`${entry.signIn.parsed.file}\` answers 410 now, whoever asks: delete it when nobody does.`,
      ...callers.flatMap(({ signIn }) => fieldsIn(signIn.parsed)),
      ...publicSecrets(entry.signIn.parsed),
    ],
  };
};

/** A route without a handler does not build; this one is done with. */
function answerGone({ signIn: { parsed, fn } }: Entry, { router }: Layout, files: EditedFiles): void {
  const { edits } = files.of(parsed);
  const { eol, indent, semicolon } = styleOf(parsed);
  const block = (text: string): string => `{${eol}${indent}${text}${semicolon}${eol}}`;
  if (router === 'app') emptyHandler(fn, edits, block('return new Response(null, { status: 410 })'));
  else {
    const response = fn.parameters[1]?.name.getText() ?? 'res';
    edits.push({ ...spanOf(fn.body!), text: block(`${response}.status(410).end()`) });
  }
}

interface Post {
  parsed: ParsedFile;
  call: ts.CallExpression;
  /** The provider of next-auth that it is made in. */
  credentials: ts.CallExpression | null;
}

/** Calls whose first argument is this address. */
function postsTo(sources: Sources, address: string): Post[] {
  const posts: Post[] = [];
  for (const parsed of sources.matching(new RegExp(`${escaped(address)}\\b`)))
    walk(parsed.tree, (node) => {
      if (!ts.isCallExpression(node)) return;
      const [first] = node.arguments;
      if (!first || !namesAddress(first, address)) return;
      posts.push({ parsed, call: node, credentials: credentialsAround(parsed, node) });
    });
  return posts;
}

/** `'/api/login'`; behind an origin on the server: `` `${process.env.NEXTAUTH_URL}/api/login` ``. */
function namesAddress(node: ts.Expression, address: string): boolean {
  if (ts.isStringLiteralLike(node)) return node.text === address;
  return (
    ts.isTemplateExpression(node) &&
    node.head.text === '' &&
    node.templateSpans.length === 1 &&
    node.templateSpans[0]!.literal.text === address
  );
}

function fieldsIn({ file, text }: ParsedFile): string[] {
  const lines = [...text.matchAll(/type=["'{]+password/g)].map(({ index }) => lineOf(text, index));
  return lines.length === 0 ? [] : [fieldsStep(file, lines)];
}

/** What a build has put into pages is known to everybody. */
function publicSecrets({ text }: ParsedFile): string[] {
  const names = new Set(text.match(/\bNEXT_PUBLIC_\w*SECRET\w*/g));
  return [...names].map(
    (name) =>
      `\`${name}\` could be read by everybody, for its name begins with NEXT_PUBLIC_: have the provider make a new secret.`,
  );
}
