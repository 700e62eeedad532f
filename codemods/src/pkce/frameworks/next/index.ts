/** Next.js: the flow in route handlers, for both routers, and the session in a sealed cookie. */
import type { Framework, Scaffold, ScaffoldContext } from '../../framework.js';
import { relativePath } from '../../own-folder.js';
import { serverClient, serverCore, serverPackages, serverSettings } from '../../server/core.js';
import { emit } from '../../text/emit.js';
import { sourcesOf } from '../browser/sources.js';
import { fileIn, layoutOf, type Layout } from './layout.js';
import { rewireNext } from './rewire.js';

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
  const rewires = sites.map((site) => rewireNext(site, { layout, sources, moduleFor }));
  const routes = ['login', 'callback', 'logout', 'refresh'].filter(
    (name) => layout.router === 'app' || name !== 'refresh',
  );
  const proxy =
    layout.router === 'app' ? proxyFile(layout, (file) => typeof project.read(file) === 'string') : null;
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
      ...(proxy ? [{ file: proxy.file, text: emit('next/proxy.ts', application, proxy.change) }] : []),
    ],
    packages: [...serverPackages, { name: 'jose', range: '^6.1.0' }],
    rewires,
    wiring: [],
    steps: [
      ...(layout.major < FIRST ? [`Route handlers need Next.js 13.4: update it from ${layout.major}.`] : []),
      ...(proxy?.step ? [proxy.step] : []),
      'Link to /auth/login with `<a>`, not with `<Link>`, which would begin a sign-in when it prefetches.',
      'With several instances: send the requests of one session to one of them, or let the provider accept a used refresh token for some seconds.',
    ],
    settings: serverSettings(sites),
    client: serverClient(sites),
  };
}

interface ProxyFile {
  file: string;
  change(text: string): string;
  step: string | null;
}

/** `proxy` or `middleware`, by the version; beside the flow where the application has one of its own. */
function proxyFile(layout: Layout, exists: (file: string) => boolean): ProxyFile {
  const extension = layout.application.language;
  const name = layout.major >= PROXY ? 'proxy' : 'middleware';
  const file = fileIn(layout, `${name}.${extension}`);
  const own = ['proxy', 'middleware']
    .flatMap((one) => ['ts', 'js'].map((end) => fileIn(layout, `${one}.${end}`)))
    .find(exists);
  const rename = (text: string): string =>
    name === 'proxy' ? text : text.replace('function proxy(', 'function middleware(');
  const isOurs = own !== undefined && exists(fileIn(layout, `lib/auth/session-cookie.${extension}`));
  if (own === undefined || isOurs) return { file: own ?? file, change: rename, step: null };
  return {
    file: fileIn(layout, `lib/auth/renew-before-page.${extension}`),
    change: (text) => text.replaceAll("'./lib/auth/", "'./"),
    step: `\`${own}\`: return \`await proxy(request)\` of \`lib/auth/renew-before-page\` where it answers \`NextResponse.next()\`, so that tokens are renewed before a page is rendered.`,
  };
}
