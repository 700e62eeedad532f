// How much of a page the package is: `createTokenSource` with what it needs of openid-client, minified and compressed.
import { buildSync } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Bytes of one or several entry points in one file for a browser. */
export function bundleSize(contents, external = []) {
  const bytes = bundle(contents, { external });
  return { minified: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
}

/** The bundle itself, for a browser. */
export function bundle(contents, options = {}) {
  const result = buildSync({
    stdin: { contents, resolveDir: fileURLToPath(new URL('../dist', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
    ...options,
  });
  return result.outputFiles[0].contents;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const entries = {
    createTokenSource: "export { createTokenSource } from './index.js'",
    getAccessToken: "export { getAccessToken } from './index.js'",
    'everything of the main entry': "export * from './index.js'",
    transports: "export * from './transports/index.js'",
  };
  for (const [name, contents] of Object.entries(entries)) {
    const { minified, gzipped } = bundleSize(contents);
    const own = bundleSize(contents, ['openid-client']).gzipped;
    console.log(`${name}: ${gzipped} bytes gzipped (${minified} minified), ${own} without openid-client`);
  }
}
