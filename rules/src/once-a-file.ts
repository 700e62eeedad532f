import type { Settings } from '@grant-migrate/analysis';
import type { Rule, SourceCode } from 'eslint';
import type { Preset } from './options.js';

/** Makes an answer once for each linted text and preset: several rules ask for the same one. */
export function onceAFile<T>(
  make: (context: Rule.RuleContext, settings: Settings) => T,
): (context: Rule.RuleContext, settings: Settings) => T {
  const answers = new WeakMap<SourceCode, Map<Preset, T>>();
  return (context, settings) => {
    let byPreset = answers.get(context.sourceCode);
    if (!byPreset) answers.set(context.sourceCode, (byPreset = new Map()));
    if (!byPreset.has(settings.preset)) byPreset.set(settings.preset, make(context, settings));
    return byPreset.get(settings.preset)!;
  };
}
