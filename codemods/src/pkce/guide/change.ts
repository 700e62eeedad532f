/**
 * A change at a provider's API, in two parts: what the new release needs is added before it is out, what the old one used is
 * taken away when nothing asks for it any more. Other settings of the client stay, which is why the change is a jq program
 * over what is there and not a whole client.
 */
import { fenced, paragraphs } from './markdown.js';

/** One step of a jq program. */
export type JqStep = string;

/** Adds values to a list, keeps what is there. */
export function add(path: string, values: readonly string[]): JqStep {
  return values.length === 0 ? '' : `${path} |= ((. // []) + ${JSON.stringify(values)} | unique)`;
}

/** Takes values from a list. */
export function remove(path: string, values: readonly string[]): JqStep {
  return `${path} |= ((. // []) - ${JSON.stringify(values)})`;
}

export function set(path: string, value: unknown): JqStep {
  return `${path} = ${JSON.stringify(value)}`;
}

export interface ProviderChange {
  /** Prints the client as it is, JSON. */
  read: string;
  /** Stores `client.json`. */
  write: (file: string) => string;
  before: readonly JqStep[];
  after: readonly JqStep[];
  /** Members that the API gives and does not take. */
  readOnly?: readonly string[];
}

const SECRET_NOTE =
  'The file may hold the client’s secret: make it in a folder outside of the repository, and delete it when the way back is no longer needed.';

export function changeInTwoParts(change: ProviderChange, notesBefore = '', notesAfter = ''): string {
  const { read, write } = change;
  const drop = dropped(change);
  return paragraphs(
    '### Before the release',
    'The old release keeps working: nothing is taken away yet.',
    fenced(
      'sh',
      `${read} > client.before.json\n${jq([drop, ...change.before])} client.before.json > client.json\n${write('client.json')}`,
    ),
    SECRET_NOTE,
    notesBefore,
    '### After the release, when nothing asks for the password grant any more',
    change.after.length > 0
      ? fenced(
          'sh',
          `${read} > client.released.json\n${jq([drop, ...change.after])} client.released.json > client.json\n${write('client.json')}`,
        )
      : '',
    notesAfter,
  );
}

/** The client as it was, in the two depths that a roll-back can have. */
export function changeBack(change: ProviderChange): string {
  const { write } = change;
  const drop = dropped(change);
  const restored = (file: string) =>
    drop ? `${jq([drop])} ${file} > client.json\n${write('client.json')}` : write(file);
  return paragraphs(
    'If the old release has to run again after the password grant was switched off:',
    fenced('sh', restored('client.released.json')),
    'To undo everything, when the new release no longer runs anywhere:',
    fenced('sh', restored('client.before.json')),
  );
}

function dropped({ readOnly = [] }: ProviderChange): JqStep {
  return readOnly.length > 0 ? `del(${readOnly.map((name) => `.${name}`).join(', ')})` : '';
}

function jq(steps: readonly JqStep[]): string {
  const program = steps.filter(Boolean).join('\n  | ');
  return `jq '${program}'`;
}
