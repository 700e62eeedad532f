/** The files that a token gets to: where it is asked for, those that mention the helper, and the modules that these import. */
import type { ts } from 'ts-morph';
import { isTestFile } from '@grant-migrate/analysis';
import { helperOf } from '../cached-client/helper.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { importedNames } from '../source/import-names.js';
import type { ParsedFile } from '../source/parsed-file.js';

/** A module that is imported is asked only where it speaks of tokens or of who a request is from. */
const OF_TOKENS = /authorization|bearer|token|jwt|claims|split\(\s*['"`]\./i;

export function filesOfToken(context: SiteContext, call: ts.Node): ParsedFile[] {
  const { parsed } = context;
  const helper = helperOf(parsed, call);
  const known = helper && context.knownAs(helper);
  const mentioning = known
    ? context.filesElsewhere([known.name, ...known.aliases, ...known.modules], /./)
    : [];
  const own = [parsed, ...mentioning].filter(({ file }) => !isTestFile(file));
  const imported = own.flatMap((file) =>
    importedNames(file).flatMap(({ module }) => context.moduleOf(file.file, module) ?? []),
  );
  return [...new Set([...own, ...imported.filter(({ text }) => OF_TOKENS.test(text))])];
}
