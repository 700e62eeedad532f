import { CannotRun, whyNot } from './errors.js';

/** Writes a file that the user named; what it is (`the report`) stands in the complaint when that cannot be done. */
export function writeOrSayWhy(what: string, path: string, write: (path: string) => void): void {
  try {
    write(path);
  } catch (error) {
    throw new CannotRun(`Cannot write ${what} to ${path}: ${whyNot(error)}.`);
  }
}
