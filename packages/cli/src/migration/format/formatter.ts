/** What `--format-with` takes. */
export const formatters = ['prettier', 'biome', 'eslint'] as const;
export type FormatterName = (typeof formatters)[number];

/**
 * A formatter of the project: the text as it would write it, or the same text where it leaves the file alone (ignored, a
 * language that it does not know). Throws what the tool threw.
 */
export type Formatter = (file: string, text: string) => Promise<string>;

/** The tool is not installed where the file would look for it. */
export class NotInstalled extends Error {
  override readonly name = 'NotInstalled';
}
