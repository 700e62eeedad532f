import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Where a text will be shown, as far as it changes the text. */
export interface View {
  colors: Colors;
  /** Columns to fill. */
  width: number;
}

/** Colour only for a person: a terminal that wants it, or FORCE_COLOR. (CI logs stay plain, unlike picocolors' own guess.) */
function wantsColor(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return Boolean(stream.isTTY) && TERM !== 'dumb';
}

/** The view of one of the process's own streams. Very wide terminals are not filled: long lines read badly. */
export function viewOf(stream: NodeJS.WriteStream): View {
  const columns = (stream.isTTY && stream.columns) || 110;
  return { colors: picocolors.createColors(wantsColor(stream)), width: Math.max(40, Math.min(columns, 120)) };
}

/** The view of a file: never coloured. */
export const fileView: View = { colors: picocolors.createColors(false), width: 110 };

/** True when a person can be asked. */
export function isInteractive(): boolean {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY) && !process.env['CI'];
}
