/** The one rule that needs no analysis: a marker is a comment. */
import type { Rule } from 'eslint';
import { docsUrl } from '../docs-url.js';

/** What a migration writes above a site that it leaves to a person: at the beginning of a comment, or of a line in one. */
const MARKER =
  /(?<=(?:^(?:\/\/+|\/\*+|<!--)|\n)[ \t]*\*?[ \t]*)TODO\(grant-migrate: ([a-z][a-z\d-]*)\)[ \t]*([^\r\n*]*)/g;

const rule: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow markers of migrations that were left to a person',
      recommended: true,
      url: docsUrl('no-unresolved-migration'),
    },
    schema: [],
    messages: {
      unresolved:
        'A migration stopped here and left the rest to a person ({{code}}{{note}}). Do it, then delete this comment; `grant-migrate explain {{code}}` tells how.',
    },
  },
  create(context) {
    return {
      Program() {
        const { sourceCode } = context;
        // Nearly no file holds one, and to go through all comments takes far longer than to see that.
        if (!sourceCode.text.includes('TODO(grant-migrate')) return;
        for (const comment of sourceCode.getAllComments()) {
          const [from] = comment.range!;
          const text = sourceCode.text.slice(...comment.range!);
          for (const match of text.matchAll(MARKER)) {
            const start = from + match.index;
            const end = start + match[0].trimEnd().length;
            const note = match[2]!.trim();
            context.report({
              loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
              messageId: 'unresolved',
              data: { code: match[1]!, note: note === '' ? '' : `: ${note}` },
            });
          }
        }
      },
    };
  },
};

export default rule;
