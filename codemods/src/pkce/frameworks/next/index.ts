/** Next.js: the flow in route handlers, for both routers, and the session in a sealed cookie. */
import { withoutTwins } from '../../../edits/compare.js';
import type { Edit } from '../../../plan.js';
import { filesOf } from '../../application.js';
import type { Framework, Rewire, Scaffold, ScaffoldContext } from '../../framework.js';
import { relativePath } from '../../own-folder.js';
import { serverClient, serverCore, serverPackages, serverSettings } from '../../server/core.js';
import { leftBehind } from '../../server/rewire/aftermath.js';
import { emit } from '../../text/emit.js';
import { sourcesOf, type Sources } from '../browser/sources.js';
import type { NextContext } from './context.js';
import { fileIn, layoutOf, type Layout } from './layout.js';
import { withRenewal, type OwnMiddleware } from './own-middleware.js';
import { rewireAll } from './rewire.js';

/** Route handlers, which the flow is written in, came with this version, beside the pages router, too. */
const FIRST = 13;
/** From here on the middleware is called a proxy, and runs on Node. */
const PROXY = 16;

export const nextApp: Framework = frameworkFor('app', 'next-app');
export const nextPages: Framework = frameworkFor('pages', 'next-pages');

function frameworkFor(router: Layout['router'], name: string): Framework {
  return {
    name,
    side: 'server',
    detect(application, project) {
      const layout = layoutOf(application, project);
      return layout?.router === router
        ? `next in ${application.manifest.file}, and ${layout.base}${router}`
        : null;
    },
    scaffold(context) {
      const layout = layoutOf(context.application, context.project);
      const none: Layout = { application: context.application, base: '', router, major: PROXY };
      return scaffold(context, { ...(layout ?? none), router });
    },
  };
}

function scaffold({ project, sites, application: original }: ScaffoldContext, layout: Layout): Scaffold {
  const { application } = layout;
  const extension = application.language;
  const folder = `${layout.base}lib/auth`;
  const sources = sourcesOf(project, original);
  const moduleFor = (file: string, name: string): string =>
    relativePath(file, fileIn(layout, `lib/auth/${name}`));
  const exists = (path: string): boolean => typeof project.read(fileIn(layout, path)) === 'string';
  const present = middlewareFiles.find(exists);
  const own = ownMiddleware(layout, sources, present, exists);
  const middleware = present === undefined ? null : middlewareAt(layout, sources, present, own);
  const rewires = rewireAll(sites, { layout, sources, moduleFor, middleware });
  const routes = ['login', 'callback', 'logout', 'refresh'].filter(
    (name) => layout.router === 'app' || name !== 'refresh',
  );
  const lib = (name: string, template: string): { file: string; text: string } => ({
    file: fileIn(layout, `lib/auth/${name}.${extension}`),
    text: emit(template, application),
  });
  return {
    files: [
      ...serverCore(application, folder, sites),
      lib('session-cookie', 'next/session-cookie.ts'),
      lib('renewal', 'next/renewal.ts'),
      lib('answer', 'next/answer.ts'),
      lib('leave', 'next/leave.ts'),
      lib('tokens', layout.router === 'app' ? 'next/tokens.ts' : 'next/tokens-pages.ts'),
      ...routes.map((name) => ({
        file: fileIn(layout, `app/auth/${name}/route.${extension}`),
        text: emit(`next/${name}-route.ts`, application),
      })),
      ...(layout.router === 'app' ? [lib('renew-before-page', 'next/renew-before-page.ts')] : []),
      ...(layout.router === 'app' && present === undefined ? [proxyFile(layout)] : []),
    ],
    packages: [...serverPackages, { name: 'jose', range: '^6.1.0' }],
    rewires,
    wiring: own?.edits ?? [],
    steps: [
      ...(layout.major < FIRST ? [`Route handlers need Next.js 13.4: update it from ${layout.major}.`] : []),
      ...(own?.steps ?? []),
      ...leftBehind(sources.parsed, filesOf(project, original), withoutTwins(rewires.flatMap(editsOf))),
      'Link to /auth/login with `<a>`, not with `<Link>`, which would begin a sign-in when it prefetches.',
      'With several instances: send the requests of one session to one of them, or let the provider accept a used refresh token for some seconds.',
    ],
    settings: serverSettings(sites),
    client: serverClient(sites),
  };
}

/** `proxy` or `middleware`, by the version. */
function proxyFile(layout: Layout): { file: string; text: string } {
  const { application } = layout;
  const name = layout.major >= PROXY ? 'proxy' : 'middleware';
  const file = fileIn(layout, `${name}.${application.language}`);
  const text = emit('next/proxy.ts', application, (template) =>
    template.replace('function proxy(', `function ${name}(`),
  );
  return { file, text };
}

const middlewareFiles = ['proxy', 'middleware'].flatMap((name) => [`${name}.ts`, `${name}.js`]);

/** What the application has there itself; null where it has nothing, or what an earlier run has written. */
function ownMiddleware(
  layout: Layout,
  sources: Sources,
  present: string | undefined,
  exists: (path: string) => boolean,
): OwnMiddleware | null {
  const isLater = exists(`lib/auth/session-cookie.${layout.application.language}`);
  if (present === undefined || layout.router === 'pages' || isLater) return null;
  const parsed = sources.parsed(fileIn(layout, present));
  return parsed ? withRenewal(parsed, './lib/auth/renew-before-page') : null;
}

function middlewareAt(
  layout: Layout,
  sources: Sources,
  present: string,
  own: OwnMiddleware | null,
): NextContext['middleware'] {
  const file = fileIn(layout, present);
  return { file, waits: own ? own.edits !== null : /renewBeforePage/.test(sources.parsed(file)?.text ?? '') };
}

function editsOf({ outcome }: Rewire): readonly Edit[] {
  return 'edits' in outcome ? outcome.edits : [];
}
