/**
 * The plan with the text that a formatter of the project makes of it: what is shown, proved, kept, written and undone is the
 * formatted text. Files without an edit are not looked at.
 */
import type { Edit, Plan } from '@grant-migrate/codemods';
import { CannotRun } from '../../errors.js';
import { changesOf } from '../../workspace/change.js';
import { withTexts, type NewText } from '../with-texts.js';
import { biomeOf } from './biome.js';
import { eslintOf } from './eslint.js';
import { NotInstalled, type Formatter, type FormatterName } from './formatter.js';
import { prettierOf } from './prettier.js';

const makers: Record<FormatterName, (root: string) => Formatter> = {
  prettier: prettierOf,
  biome: biomeOf,
  eslint: eslintOf,
};

type ApplyEdits = (text: string, edits: Edit[]) => string;

/** Throws CannotRun where the tool is not installed or fails. */
export async function formatPlan(
  plan: Plan,
  root: string,
  name: FormatterName,
  applyEdits: ApplyEdits,
): Promise<Plan> {
  const format = makers[name](root);
  const formatted = new Map<string, NewText>();
  for (const { file, before, after } of changesOf(plan, root, applyEdits)) {
    const planned = after.toString('utf8');
    const text = withMarkOf(planned, await formatOrSayWhy(format, name, file, planned));
    if (text !== planned) formatted.set(file, { before: before?.toString('utf8') ?? '', text });
  }
  return withTexts(plan, formatted);
}

async function formatOrSayWhy(
  format: Formatter,
  name: FormatterName,
  file: string,
  text: string,
): Promise<string> {
  try {
    return await format(file, text);
  } catch (error) {
    if (error instanceof NotInstalled)
      throw new CannotRun(
        `${name} is not installed for ${file}. Nothing was written.`,
        `Install it in the project, or leave --format-with out.`,
      );
    const [first = ''] = (error as Error).message.split('\n');
    throw new CannotRun(
      `${name} could not format ${file}: ${first.replace(/\.$/, '')}. Nothing was written.`,
      'Put that right, or leave --format-with out.',
    );
  }
}

/** Formatters may take a byte order mark away. */
function withMarkOf(planned: string, text: string): string {
  return planned.startsWith('\ufeff') && !text.startsWith('\ufeff') ? `\ufeff${text}` : text;
}
