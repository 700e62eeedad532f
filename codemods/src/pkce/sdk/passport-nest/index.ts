/**
 * @nestjs/passport with passport-local around the grant: a controller that runs the flow takes the strategy's place, and passport
 * keeps the session as before.
 */
import { ts } from 'ts-morph';
import { wholeLines } from '../../../source/lines.js';
import { spanOf } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { identifiers } from '../../../source/scope.js';
import { indentationAt, quoted, styleOf } from '../../../source/style.js';
import { filesOf } from '../../application.js';
import { EditedFiles } from '../../frameworks/browser/replace-request.js';
import { bootstrapped, importAuthModule } from '../../frameworks/nest/module.js';
import { fileOf, importOf, ownFolder } from '../../own-folder.js';
import { SERVER_MARK, serverClient, serverCore, serverPackages, serverSettings } from '../../server/core.js';
import { deleteHelper } from '../../server/rewire/delete-helper.js';
import { emit } from '../../text/emit.js';
import { passportSession } from '../passport-local/session.js';
import type { RewireSdk, SdkContext } from '../sdk-rewire.js';
import { guardedRoute } from './guard.js';
import { strategyOf } from './strategy.js';

/** What the template of the controller keeps of a person. */
const TEMPLATE_USER = '{ name: person.name, accessToken: tokens.accessToken }';

export const passportNest: RewireSdk = (context, site) => {
  const { project, application, files: read } = context;
  if (!application.manifest.dependencies.has('@nestjs/passport')) return null;
  const sources = filesOf(project, application);
  const strategy = strategyOf(site, read, sources);
  if (strategy === null) return null;
  if (strategy === 'other') return 'sign-in-result-used';
  const { user, declaration } = strategy;
  const session = passportSession(context);
  const [member, ...others] = user.tokenMembers;
  if (!session || others.length > 0) return 'token-use-not-understood';
  const route = guardedRoute(strategy.name, read, sources);
  if (typeof route === 'string') return route;

  const edited = new EditedFiles(null);
  if (!withoutProvider(context, sources, strategy.parsed, declaration, edited)) return 'shape-not-modelled';
  for (const { file, ...edit } of route.edits) edited.of(read(file)!).edits.push(edit);
  edited.of(strategy.parsed).edits.push({
    ...wholeLines(strategy.parsed.text, spanOf(declaration)),
    text: '',
  });
  for (const { parsed, fn } of strategy.helpers) edited.of(parsed).edits.push(...deleteHelper(parsed, fn));

  const folder = ownFolder(project, application, SERVER_MARK);
  const local = (parsed: ParsedFile, written: string, name: string): string =>
    edited
      .of(parsed)
      .names.localFor(importOf(application, parsed.file, fileOf(application, folder, written)), name);
  if (member !== undefined) {
    const { parsed, statement, app } = session;
    const style = styleOf(parsed);
    const indent = indentationAt(parsed.text, statement.getStart());
    const call = `${app}.use(${local(parsed, 'tokens', 'renewToken')}(${quoted(member, style)}))`;
    edited.of(parsed).edits.push({
      start: statement.end,
      end: statement.end,
      text: style.eol + indent + call + style.semicolon,
    });
  }
  const main = bootstrapped(session.parsed);
  const mount = main && importAuthModule(main, read, sources);
  if (mount) {
    const parsed = read(mount.file)!;
    local(parsed, 'auth.module', 'AuthModule');
    edited.of(parsed).edits.push({ start: mount.start, end: mount.end, text: mount.text });
  }
  const written = (name: string, template: string, change?: (text: string) => string) => ({
    file: fileOf(application, folder, name),
    text: emit(template, application, change),
  });
  return {
    edits: [],
    around: edited.finish(),
    kept: [],
    imports: [],
    client: serverClient([site]),
    adds: {
      files: [
        ...serverCore(application, folder, [site]),
        written('auth.controller', 'nest/passport.controller.ts', (text) => withUser(text, user.text)),
        written('auth.module', 'nest/passport.module.ts'),
        written('tokens', 'passport/tokens.ts'),
      ],
      packages: serverPackages,
      settings: serverSettings([site]),
    },
    note: `${route.route} leads to the sign-in at the authorization server; passport keeps the session.`,
    steps: [
      ...(mount
        ? []
        : [`Import \`AuthModule\` from \`${folder}/auth.module\` in the module that is bootstrapped.`]),
      'passport must be 0.6 or newer: it gives a new session at the sign-in (session fixation).',
      `Give the session’s cookie the flags of \`sessionCookie()\` from \`${folder}/session\`: HttpOnly, Secure, SameSite=Strict, Path=/, no Domain.`,
      ...(route.guard ? [`${route.guard} guards nothing any more: delete it.`] : []),
      `\`${strategy.parsed.file}\` has no strategy any more: delete it, and passport-local from the manifest.`,
      'Let people sign out by a form that posts to `/auth/logout`: it revokes the tokens and ends the session at the provider, too.',
    ],
  };
};

/** Takes of a sign-in what the user is made of, and nothing else: a name that is not read would be an error for some. */
function withUser(text: string, user: string): string {
  const names = ['person', 'tokens'].filter((name) => user.includes(`${name}.`));
  return text
    .replace(TEMPLATE_USER, () => user)
    .replace('userOf({ person, tokens }: SignIn)', `userOf({ ${names.join(', ')} }: SignIn)`);
}

/** Takes the class from the lists of providers; false where it is used otherwise. */
function withoutProvider(
  { files }: SdkContext,
  sources: readonly string[],
  own: ParsedFile,
  { name }: ts.ClassDeclaration,
  edited: EditedFiles,
): boolean {
  if (!name) return false;
  for (const file of sources) {
    const parsed = files(file);
    if (!parsed || parsed === own || !parsed.text.includes(name.text)) continue;
    for (const use of identifiers(parsed, name.text)) {
      if (ts.isImportSpecifier(use.parent)) continue;
      if (!ts.isArrayLiteralExpression(use.parent)) return false;
      edited.of(parsed).edits.push(elementSpan(use, use.parent));
    }
  }
  return true;
}

/** With the comma that parts it from its neighbour. */
function elementSpan(element: ts.Node, { elements }: ts.ArrayLiteralExpression) {
  const index = elements.indexOf(element as ts.Expression);
  const next = elements[index + 1];
  const before = elements[index - 1];
  if (next) return { start: element.getStart(), end: next.getStart(), text: '' };
  return { start: before ? before.end : element.getStart(), end: element.end, text: '' };
}
