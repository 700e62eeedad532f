/** A migrated browser application as a bundle: esbuild, and Vue's own compiler for its components. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

export interface Bundled {
  /** Entry below the application's folder. */
  entry: string;
  /** What the bundler's environment holds: `import.meta.env.NAME`. */
  env?: Record<string, string>;
  /** True for Angular: its decorators are compiled as TypeScript's, with the types of parameters, and linked in the browser. */
  decorators?: boolean;
}

/** Writes `dist/main.js` and `dist/index.html` into the application's folder. @returns the folder of both */
export async function bundle(
  folder: string,
  { entry, env = {}, decorators = false }: Bundled,
): Promise<string> {
  const dist = join(folder, 'dist');
  const define = Object.entries(env).map(([name, value]) => [
    `import.meta.env.${name}`,
    JSON.stringify(value),
  ]);
  await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    outfile: join(dist, 'main.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    preserveSymlinks: true,
    minifySyntax: decorators,
    minifyWhitespace: decorators,
    define: {
      'process.env.NODE_ENV': '"production"',
      ngDevMode: 'false',
      ngServerMode: 'false',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      ...Object.fromEntries(define),
    },
    plugins: decorators ? [decorated] : [vueComponents],
  });
  mkdirSync(dist, { recursive: true });
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(
    join(dist, 'index.html'),
    page.replace(/<script[^>]*><\/script>/, '<script type="module" src="/main.js"></script>'),
  );
  return dist;
}

/** As Angular's builder does it for development; esbuild alone writes no types of constructor parameters. */
const decorated: Plugin = {
  name: 'decorators',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const { transform } = await import('@swc/core');
      const { code } = await transform(readFileSync(path, 'utf8'), {
        filename: path,
        configFile: false,
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
        },
      });
      return { contents: code, loader: 'js' };
    });
  },
};

const vueComponents: Plugin = {
  name: 'vue-components',
  setup({ onLoad }) {
    onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { parse, compileScript } = await import('vue/compiler-sfc');
      const { descriptor } = parse(readFileSync(path, 'utf8'), { filename: path });
      if (!descriptor.scriptSetup)
        return { contents: await templateOnly(descriptor.template!.content), loader: 'js' };
      const { content } = compileScript(descriptor, { id: path, inlineTemplate: true });
      return { contents: content, loader: descriptor.scriptSetup.lang === 'ts' ? 'ts' : 'js' };
    });
  },
};

/** A component that is a template and nothing else. */
async function templateOnly(source: string): Promise<string> {
  const { compileTemplate } = await import('vue/compiler-sfc');
  const { code } = compileTemplate({ source, filename: 'component.vue', id: 'component' });
  return `${code}\nexport default { render };`;
}
