/** Texts that stand in for what is on the disk, by absolute posix path. */
export type PlannedTexts = ReadonlyMap<string, string>;

/** A type error, as far as it is compared. */
export interface TypeErrorFound {
  code: number;
  text: string;
}

/** Type errors of each file (absolute posix paths) as `config` sees it, or null where that configuration cannot be read. */
export type AskCompiler = (
  config: string,
  files: readonly string[],
  texts: PlannedTexts,
) => Map<string, TypeErrorFound[]> | null;
