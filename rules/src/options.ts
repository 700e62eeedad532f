/** What a user may set: for each rule, which findings count; for all rules of a file, how much is looked for. */
import type { Settings } from '@grant-migrate/analysis';
import type { Rule } from 'eslint';

/** `strict` also reports what the analysis cannot decide, and authorization servers that accept the password grant. */
export type Preset = 'recommended' | 'strict';

export interface RuleOptions {
  /** The least severity that is reported: with `error`, findings whose evidence is not complete are left out. */
  minimum?: 'warning' | 'error';
}

export const schema: Rule.RuleMetaData['schema'] = [
  {
    type: 'object',
    properties: {
      minimum: {
        enum: ['warning', 'error'],
        default: 'warning',
        description:
          'The least severity of findings that are reported; with `error`, those whose evidence is not complete are left out.',
      },
    },
    additionalProperties: false,
  },
];

export function optionsOf(context: Rule.RuleContext): Required<RuleOptions> {
  const [given] = context.options as [RuleOptions?];
  return { minimum: given?.minimum ?? 'warning' };
}

/** The settings of all rules: `settings: { 'grant-migrate': { preset: 'strict', caches: ['remember'] } }`. */
export function settingsOf(context: Rule.RuleContext, preset?: Preset): Settings {
  const given = (context.settings['grant-migrate'] ?? {}) as Record<string, unknown>;
  const lists = (['caches', 'wrappers', 'entryPoints'] as const).flatMap((name) => {
    const names = given[name];
    return Array.isArray(names) ? [[name, names.map(String)] as const] : [];
  });
  return {
    preset: preset ?? (given['preset'] === 'strict' ? 'strict' : 'recommended'),
    ...Object.fromEntries(lists),
  };
}

/**
 * Whether rewrites are offered as suggestions: `settings: { 'grant-migrate': { suggestions: false } }` turns it off, for runs
 * in which nobody could take them and a second counts.
 */
export function suggests(context: Rule.RuleContext): boolean {
  const settings = context.settings['grant-migrate'] as { suggestions?: unknown } | undefined;
  return settings?.suggestions !== false;
}
