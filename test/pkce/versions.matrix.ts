// The same tests for versions of the frameworks that are not installed here: npm gets them, so that it is run by hand,
// `npm run test:versions -- -t 'Nest 10'`, before a release and when a template of a server changes.
import { browserSamples, type BrowserSample } from './support/browser-samples.js';
import { describeBrowsers } from './support/browser-suite.js';
import { describeServers } from './support/server-suite.js';
import { samples, type Sample } from './support/samples.js';

const NEXT = 'node_modules/next/dist/bin/next';
const REACT_18 = {
  react: '^18.3.1',
  'react-dom': '^18.3.1',
  '@types/react': '^18.3.12',
  '@types/react-dom': '^18.3.1',
};

const versions: Sample[] = [
  {
    ...sampleIn('fastify5'),
    name: 'Fastify 4',
    versions: {
      fastify: '^4.29.0',
      '@fastify/cookie': '^9.4.0',
      '@fastify/session': '^10.9.0',
      '@fastify/formbody': '^7.4.0',
    },
  },
  { ...sampleIn('koa3'), name: 'Koa 2', versions: { koa: '^2.16.0', 'koa-session': '^6.4.0' } },
  {
    ...sampleIn('nest11'),
    name: 'Nest 10',
    versions: { ...nest('^10.4.0'), '@types/express': '^4.17.21' },
  },
  {
    ...sampleIn('nest11'),
    name: 'Nest 12, CommonJS',
    versions: nest('^12.5.0'),
    // The packages of Nest are ES modules from here on; Node requires them from 20.19.
    prepare: (file, text) => (file === 'tsconfig.json' ? text.replace('"node16"', '"nodenext"') : text),
  },
  { ...sampleIn('nest11'), name: 'Nest 12, ES modules', versions: nest('^12.5.0'), prepare: asModules },
  {
    ...sampleIn('next-app'),
    name: 'Next.js 16, app router, without a proxy of its own',
    prepare: withoutProxy,
    journeys: {},
  },
  ...(['next-app', 'next-pages'] as const).flatMap((folder): Sample[] => [
    {
      ...sampleIn(folder),
      name: `${folder}, Next.js 14`,
      versions: { next: '^14.2.0', ...REACT_18 },
      build: ['node', NEXT, 'build'],
      journeys: {},
      prepare: asNext14,
    },
    {
      ...sampleIn(folder),
      name: `${folder}, Next.js 15`,
      versions: { next: '^15.5.0' },
      build: ['node', NEXT, 'build'],
      rename: folder === 'next-app' ? { 'proxy.ts': 'middleware.ts' } : {},
      prepare: asMiddleware,
    },
  ]),
];

describeServers(versions);
describeBrowsers([angular(19), angular(20), angular(22), angularModule()]);

function sampleIn(folder: string): Sample {
  return samples.find((sample) => sample.folder === folder)!;
}

function nest(range: string): Record<string, string> {
  return {
    '@nestjs/common': range,
    '@nestjs/core': range,
    '@nestjs/platform-express': range,
    'reflect-metadata': '^0.2.2',
    rxjs: '^7.8.2',
  };
}

/** As a new application of Nest 12 is written. */
function asModules(file: string, text: string): string {
  if (file === 'package.json') return text.replace('"private"', '"type": "module",\n  "private"');
  if (file === 'tsconfig.json') return text.replace('"node16"', '"nodenext"');
  return file.endsWith('.ts') ? text.replace(/from '(\.\/[\w.]+)'/g, "from '$1.js'") : text;
}

/** As it is called before version 16. */
function asMiddleware(_file: string, text: string): string {
  return text.replace('function proxy(', 'function middleware(');
}

/** The flow brings one, then. */
function withoutProxy(file: string, text: string): string | null {
  return file === 'proxy.ts' ? null : text;
}

/** `cookies()` waits for nothing, and React 18 has the state of a form elsewhere. */
function asNext14(file: string, text: string): string | null {
  if (file === 'app/members/page.tsx')
    return text.replaceAll('useActionState', 'useFormState').replace("'react'", "'react-dom'");
  return /\.tsx?$/.test(file) ? withoutProxy(file, text.replaceAll('(await cookies())', 'cookies()')) : text;
}

/** Until 20 with zone.js, as most applications are. */
function angular(major: number): BrowserSample {
  const sample = browserSamples.find(({ folder }) => folder === 'angular')!;
  const names = ['common', 'compiler', 'core', 'platform-browser', 'router'];
  const zone = major < 21;
  return {
    ...sample,
    name: `Angular ${major}`,
    versions: {
      ...Object.fromEntries(names.map((name) => [`@angular/${name}`, `^${major}.0.0`])),
      'angular-auth-oidc-client': `^${major}.0.0`,
      rxjs: '~7.8.0',
      ...(zone ? { 'zone.js': '~0.15.0' } : {}),
    },
    prepare: (file, text) => {
      if (zone && file === 'src/main.ts') return `import 'zone.js';\n${text}`;
      // New in 20.
      return major < 20 ? text.replace(/,? *provideBrowserGlobalErrorListeners(\(\),\n)?/g, '') : text;
    },
  };
}

/** Modules, an interceptor that is a class, and components that a module declares. */
function angularModule(): BrowserSample {
  const { prepare, ...sample } = angular(19);
  return {
    ...sample,
    name: 'Angular 19, module',
    prepare: (file, text) => withModule(file, prepare!(file, text)!),
  };
}

function withModule(file: string, text: string): string {
  if (file === 'src/main.ts')
    return `import 'zone.js';
import { platformBrowser } from '@angular/platform-browser';
import { AppModule } from './app/app.config';

platformBrowser().bootstrapModule(AppModule).catch((error) => console.error(error));
`;
  if (file === 'src/app/app.config.ts')
    return `import { HTTP_INTERCEPTORS, HttpClientModule } from '@angular/common/http';
import { NgModule } from '@angular/core';
import { BrowserModule } from '@angular/platform-browser';
import { RouterModule } from '@angular/router';
import { App } from './app';
import { AuthInterceptor } from './auth.interceptor';
import { routes } from './app.routes';

@NgModule({
  imports: [BrowserModule, HttpClientModule, RouterModule.forRoot(routes), App],
  providers: [{ provide: HTTP_INTERCEPTORS, useClass: AuthInterceptor, multi: true }],
  bootstrap: [App],
})
export class AppModule {}
`;
  if (file === 'src/app/auth.interceptor.ts')
    return `import { HttpHandler, HttpInterceptor, HttpRequest } from '@angular/common/http';
import { Injectable } from '@angular/core';

@Injectable()
export class AuthInterceptor implements HttpInterceptor {
  intercept(request: HttpRequest<unknown>, next: HttpHandler) {
    const token = localStorage.getItem('access_token');
    return next.handle(request.clone({ setHeaders: { Authorization: \`Bearer \${token}\` } }));
  }
}
`;
  return text;
}
