/** Calls of `signIn` in pages: the new provider's name, and no credentials. */
import { ts } from 'ts-morph';
import type { Edit } from '../../../plan.js';
import { importedNames } from '../../../source/import-names.js';
import { lineOf } from '../../../source/lines.js';
import { referencesOf } from '../../../source/scope.js';
import { quoted, styleOf } from '../../../source/style.js';
import { filesWith } from '../files-with.js';
import type { SdkContext } from '../sdk-rewire.js';

export interface SignIns {
  edits: Edit[];
  steps: string[];
}

export function rewriteSignIns(context: SdkContext, from: string, to: string): SignIns {
  const found: SignIns = { edits: [], steps: [] };
  for (const page of filesWith(context, /signIn/)) {
    if (page === context.parsed) continue;
    const { file } = page;
    const imported = importedNames(page).find(
      ({ name, module }) => name === 'signIn' && module === 'next-auth/react',
    );
    if (!imported) continue;
    for (const use of referencesOf(page, imported.local)) {
      const call = use.parent;
      if (!ts.isCallExpression(call) || call.expression !== use) continue;
      const [id] = call.arguments;
      if (!id || !ts.isStringLiteralLike(id) || id.text !== from) continue;
      const kept = callbackUrl(call.arguments[1]);
      const line = lineOf(page.text, call.getStart());
      found.edits.push({
        file,
        start: id.getStart(),
        end: call.arguments.at(-1)!.end,
        text: `${quoted(to, styleOf(page))}${kept ? `, { ${kept} }` : ''}`,
      });
      if (!ts.isExpressionStatement(call.parent) && !ts.isArrowFunction(call.parent))
        found.steps.push(
          `${file}:${line}: \`signIn\` leaves the page; what stands behind it no longer runs. Take it out with the fields.`,
        );
    }
  }
  if (found.edits.length === 0)
    found.steps.push(`Where people sign in, call \`signIn('${to}')\` of next-auth/react.`);
  return found;
}

/** Where to go afterwards, as the call has it. */
function callbackUrl(options: ts.Expression | undefined): string | null {
  if (!options || !ts.isObjectLiteralExpression(options)) return null;
  const kept = options.properties.find((property) =>
    /^(callbackUrl|redirectTo)$/.test(property.name?.getText() ?? ''),
  );
  return kept ? kept.getText() : null;
}
