/** The scripts of Vue, Svelte and Astro files, everything else blanked: offsets stay offsets into the file. */

const SCRIPT = /(<!--[\s\S]*?-->)|(<script\b(?:"[^"]*"|'[^']*'|[^>"'])*>)([\s\S]*?)<\/script\s*>/gi;
const FRONTMATTER = /^\s*---([\s\S]*?)\n---/;

function holdsScripts(file: string): boolean {
  return /\.(vue|svelte|astro)$/i.test(file);
}

export function scriptText(file: string, text: string): string {
  if (!holdsScripts(file)) return text;
  const kept: [number, number][] = [];
  const front = /\.astro$/i.test(file) ? FRONTMATTER.exec(text) : null;
  if (front) kept.push([front[0].indexOf('---') + 3, front[0].length - 3]);
  for (const match of text.matchAll(SCRIPT)) {
    const [, comment, tag, content] = match;
    if (comment !== undefined || tag === undefined || content === undefined) continue;
    const start = match.index + tag.length;
    if (start >= (front?.[0].length ?? 0)) kept.push([start, start + content.length]);
  }
  let result = '';
  let from = 0;
  for (const [start, end] of kept) {
    result += blank(text.slice(from, start)) + text.slice(start, end);
    from = end;
  }
  return result + blank(text.slice(from));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
