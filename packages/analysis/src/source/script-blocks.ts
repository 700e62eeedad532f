/**
 * Scripts inside other languages: Vue, Svelte and Astro files. Everything that is no script is blanked, not cut, so that
 * offsets into the blanked text are offsets into the file.
 */
import type { Language } from './language.js';

export interface ScriptBlock {
  /** The script's content, without its tags. */
  start: number;
  end: number;
  language: Language;
}

/** HTML comments are consumed first: a script that is commented out is none. Quoted attributes may hold `>` (Vue's `generic`). */
const SCRIPT = /<!--[\s\S]*?-->|<script\b((?:"[^"]*"|'[^']*'|[^>"'])*)>([\s\S]*?)<\/script\s*>/gi;
/** Astro: only white space may stand before the first fence. */
const FRONTMATTER = /^(\s*---)([\s\S]*?)(?:\n|^)---/;

/** The scripts of a Vue, Svelte or Astro file, in source order. */
export function scriptBlocks(extension: string, text: string): ScriptBlock[] {
  const blocks: ScriptBlock[] = [];
  let from = 0;
  const astro = extension === '.astro';
  if (astro) {
    const fence = FRONTMATTER.exec(text);
    if (fence) {
      const start = fence[1]!.length;
      blocks.push({ start, end: start + fence[2]!.length, language: 'ts' });
      from = fence[0].length;
    }
  }
  SCRIPT.lastIndex = from;
  for (let match = SCRIPT.exec(text); match; match = SCRIPT.exec(text)) {
    const [whole, attributes, content] = match;
    if (attributes === undefined || content === undefined) continue;
    // Astro compiles its scripts as TypeScript unless told otherwise.
    const language = blockLanguage(attributes, astro && !/\bis:inline\b/.test(attributes) ? 'ts' : 'js');
    if (!language || content.trim() === '') continue;
    const start = match.index + whole.indexOf('>', '<script'.length + attributes.length) + 1;
    blocks.push({ start, end: start + content.length, language });
  }
  return blocks;
}

/** The script's language by its `lang` or `type`; null when it holds something else, such as JSON or a template. */
function blockLanguage(attributes: string, standard: Language): Language | null {
  const lang = attribute(attributes, 'lang') ?? '';
  if (/^(ts|typescript)$/i.test(lang)) return 'ts';
  if (/^tsx$/i.test(lang)) return 'tsx';
  if (/^(jsx?|javascript)$/i.test(lang)) return 'js';
  if (lang !== '') return null;
  const type = attribute(attributes, 'type') ?? '';
  if (/typescript/i.test(type)) return 'ts';
  return type === '' || /^module$|javascript|ecmascript|babel/i.test(type) ? standard : null;
}

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  );
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

/**
 * The text with everything outside `blocks` blanked, line breaks kept. The two characters behind each block (part of its
 * closing tag or fence) become a line break and a semicolon: a block is a unit, neither a comment nor a statement without a
 * semicolon runs on into the next one.
 */
export function blankOutside(text: string, blocks: readonly ScriptBlock[]): string {
  let result = '';
  let from = 0;
  let closing = '';
  for (const block of blocks) {
    result +=
      closing + blank(text.slice(from + closing.length, block.start)) + text.slice(block.start, block.end);
    from = block.end;
    closing = '\n;';
  }
  return result + blank(text.slice(from));
}

function blank(text: string): string {
  return text.replace(/[^\r\n\u2028\u2029]/g, ' ');
}
