/** Makes the rules that report findings of the analysis: none of them decides anything itself. */
import type { Finding, PathStep, RuleId, Settings } from '@grant-migrate/analysis';
import type { Rule } from 'eslint';
import { docsUrl } from './docs-url.js';
import { findingsOf } from './host.js';
import { optionsOf, schema, settingsOf, suggests, type Preset } from './options.js';
import { suggestionFor } from './suggestions.js';

interface FindingRule {
  name: RuleId;
  /** One sentence, for editors and tables. */
  description: string;
  recommended: boolean;
  /** For rules whose findings only one preset has. */
  preset?: Preset;
}

export function findingRule({ name, description, recommended, preset }: FindingRule): Rule.RuleModule {
  return {
    meta: {
      type: 'problem',
      docs: { description, recommended, url: docsUrl(name) },
      schema,
      defaultOptions: [{ minimum: 'warning' }],
      messages: { finding: '{{message}}{{path}}', suggestion: '{{what}}' },
      hasSuggestions: true,
    },
    create(context) {
      const { minimum } = optionsOf(context);
      return {
        // At the exit the tree is whole and every node has its parent, in every version of ESLint.
        'Program:exit'() {
          const chosen = settingsOf(context, preset);
          for (const { finding, span } of findingsOf(context, chosen)) {
            if (finding.ruleId !== name || (minimum === 'error' && finding.severity !== 'error')) continue;
            const { sourceCode } = context;
            context.report({
              loc: {
                start: sourceCode.getLocFromIndex(span.start),
                end: sourceCode.getLocFromIndex(span.end),
              },
              messageId: 'finding',
              data: dataOf(finding),
              suggest: suggests(context) ? suggested(context, chosen, finding) : [],
            });
          }
        },
      };
    },
  };
}

function suggested(
  context: Rule.RuleContext,
  settings: Settings,
  finding: Finding,
): Rule.SuggestionReportDescriptor[] {
  const suggestion = suggestionFor(context, settings, finding);
  if (!suggestion) return [];
  const { what, edits } = suggestion;
  return [
    {
      messageId: 'suggestion',
      data: { what },
      fix: (fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text)),
    },
  ];
}

/** Paths shown of one finding: an editor has no room for more, the command lists all. */
const SHOWN = 2;

function dataOf(finding: Finding): Record<string, string> {
  const { message, severity, actor, client, paths } = finding;
  const left = paths.length - SHOWN;
  const more = left > 0 ? `\n  … and ${left} more way${left === 1 ? '' : 's'} here` : '';
  const path = paths.slice(0, SHOWN).map(linesOf).join('') + more;
  return {
    message,
    path,
    severity,
    actor,
    client,
    grant: finding.grant ?? '',
    provider: finding.provider ?? '',
  };
}

/** From the loop or entry point down to the token request, one step a line. */
function linesOf(path: readonly PathStep[]): string {
  const branch = (depth: number) => (depth === 0 ? '' : `${'  '.repeat(depth - 1)}└ `);
  return path
    .map(({ file, line, function: name }, depth) => `\n  ${branch(depth)}${file}:${line} ${name}`)
    .join('');
}
