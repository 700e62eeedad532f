/** Two edits of one file that touch the same text: a plan that holds them is wrong and must not be applied in part. */
export class EditConflictError extends Error {
  override readonly name = 'EditConflictError';
  constructor(
    readonly file: string,
    readonly first: { start: number; end: number },
    readonly second: { start: number; end: number },
  ) {
    super(`${file}: the edits ${first.start}-${first.end} and ${second.start}-${second.end} overlap`);
  }
}

/** `--framework` names none that a scaffold is written for; `known` are those that are. */
export class UnknownFrameworkError extends Error {
  override readonly name = 'UnknownFrameworkError';
  constructor(
    readonly framework: string,
    readonly known: readonly string[],
  ) {
    super(`There is no scaffold for "${framework}". Known: ${known.join(', ')}.`);
  }
}
