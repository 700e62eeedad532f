/** ESLint's open file to the analysis, and its findings back: asked once a file, shared by all rules. */
import { liveProject, type PlacedFinding } from '@grant-migrate/analysis';
import type { OpenFile } from '@grant-migrate/analysis';
import type { Rule, SourceCode } from 'eslint';
import type { Preset } from './options.js';

const answers = new WeakMap<SourceCode, Map<Preset, readonly PlacedFinding[]>>();

/** The findings of the file that is linted, spans as offsets into ESLint's text. To be called once its tree has parents. */
export function findingsOf(context: Rule.RuleContext, preset: Preset): readonly PlacedFinding[] {
  const { sourceCode } = context;
  let byPreset = answers.get(sourceCode);
  if (!byPreset) answers.set(sourceCode, (byPreset = new Map()));
  let findings = byPreset.get(preset);
  if (!findings) byPreset.set(preset, (findings = ask(context, preset)));
  return findings;
}

/** ESLint takes the byte order mark away, the analysis counts it. */
function ask({ sourceCode, filename, cwd }: Rule.RuleContext, preset: Preset): readonly PlacedFinding[] {
  const mark = sourceCode.hasBOM ? '\uFEFF' : '';
  const open = { path: filename, text: mark + sourceCode.text, tree: () => treeOf(sourceCode) };
  const found = liveProject(filename, cwd).findingsOf(open, preset);
  return mark === ''
    ? found
    : found.map(({ finding, span }) => ({ finding, span: { start: span.start - 1, end: span.end - 1 } }));
}

/** Every parser for ESLint makes the tree that the analysis reads; their types differ in name alone. */
function treeOf({ ast, scopeManager }: SourceCode): ReturnType<OpenFile['tree']> {
  if (!scopeManager) return undefined;
  return { program: ast, scopes: scopeManager } as unknown as ReturnType<OpenFile['tree']>;
}
