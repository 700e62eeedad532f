import type { RequestSite } from '@grant-migrate/analysis';
import type { LocalNames } from '../source/import-names.js';
import type { ParsedFile } from '../source/parsed-file.js';
import type { Style } from '../source/style.js';
import type { Given, Helper } from './helper.js';
import type { WrapperAnswer } from './wrapper-answer.js';

/** What a migration of one site knows of its surroundings. */
export interface SiteContext {
  parsed: ParsedFile;
  style: Style;
  names: LocalNames;
  /** Seconds to ask for where a token leaves the process; without it such a site is left. */
  minimumLifetime: number | undefined;
  /** Whether callers in other files look at the errors of what this helper throws. */
  errorsReadElsewhere: (helper: Helper, same: readonly string[] | null) => boolean;
  /** Whether what catches all that nothing else has caught reads more of an error than the `same` members. */
  hasLastHandler: (same: readonly string[]) => boolean;
  /** Whether callers in other files ask the helper for a new token because the old one was refused. */
  recoversElsewhere: (helper: Helper) => boolean;
  /** Whether callers in other files hand the helper's token out of the process. */
  leavesElsewhere: (helper: Helper) => boolean;
  /** Whether a file that mentions the helper ends a token at the provider. */
  endsElsewhere: (helper: Helper) => boolean;
  /** Whether another site signs in somebody else by the same client. */
  hasOtherAccounts: (site: RequestSite) => boolean;
  /** Whether another file changes the client of these packages for the whole program. */
  changedElsewhere: (modules: readonly string[]) => boolean;
  /** The first of these words that a file which mentions the helper holds, too. */
  mentionedWith: (helper: Helper, words: RegExp) => string | undefined;
  /** Files, other than this one, that hold one of the words and what the pattern asks for. */
  filesElsewhere: (words: readonly string[], pattern: RegExp) => ParsedFile[];
  /** The calls of a helper, or the instances of a class, in files other than `file`. */
  callsElsewhere: (helper: Helper, file: string) => Given[];
  /** The helper with the names that barrels give it. */
  knownAs: (helper: Helper) => Helper;
  /** The file of the project that an import means; null for packages and for what is not kept with the source. */
  moduleOf: (fromFile: string, specifier: string) => ParsedFile | null;
  /** The same surroundings, seen from another file. */
  inFile: (parsed: ParsedFile) => SiteContext;
  /** What the function or method of this name answers in the files that an import specifier may mean. */
  answerElsewhere: (specifier: string, name: string) => WrapperAnswer | null;
}
