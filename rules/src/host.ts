/** ESLint's open file to the analysis, and its findings back: asked once a file, shared by all rules. */
import { liveProject, type PlacedFinding, type PlanBasis } from '@grant-migrate/analysis';
import type { OpenFile, Settings } from '@grant-migrate/analysis';
import type { Rule, SourceCode } from 'eslint';
import { onceAFile } from './once-a-file.js';

/** The findings of the file that is linted, spans as offsets into ESLint's text. To be called once its tree has parents. */
export const findingsOf = onceAFile((context, settings): readonly PlacedFinding[] => {
  const found = liveProject(context.filename, context.cwd).findingsOf(openFile(context), settings);
  const mark = markLength(context);
  return mark === 0
    ? found
    : found.map(({ finding, span: { start, end } }) => ({
        finding,
        span: { start: start - mark, end: end - mark },
      }));
});

/** What a migration of the linted file is planned from; null when its language is not ours to read. */
export function planBasisOf(context: Rule.RuleContext, settings: Settings): PlanBasis | null {
  return liveProject(context.filename, context.cwd).planBasis(openFile(context), settings);
}

/** ESLint takes the byte order mark away, the analysis counts it: offsets of the one are this much more than of the other. */
export function markLength({ sourceCode }: Rule.RuleContext): 0 | 1 {
  return sourceCode.hasBOM ? 1 : 0;
}

function openFile({ sourceCode, filename }: Rule.RuleContext): OpenFile {
  const text = (sourceCode.hasBOM ? '\uFEFF' : '') + sourceCode.text;
  return { path: filename, text, tree: () => treeOf(sourceCode) };
}

/** Every parser for ESLint makes the tree that the analysis reads; their types differ in name alone. */
function treeOf({ ast, scopeManager }: SourceCode): ReturnType<OpenFile['tree']> {
  if (!scopeManager) return undefined;
  return { program: ast, scopes: scopeManager } as unknown as ReturnType<OpenFile['tree']>;
}
