/** The pieces that a guide is written from. */

/** A block of code. The indentation of the text is kept. */
export function fenced(language: 'sh' | 'json' | 'hcl' | 'xml', text: string): string {
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``;
}

export function json(value: unknown): string {
  return fenced('json', JSON.stringify(value, null, 2));
}

/** Paragraphs, lists and blocks, a blank line between them. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter(Boolean).join('\n\n');
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

export function code(text: string): string {
  // A text that has backticks itself is fenced by one more.
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

type Argument = string | boolean | number | readonly string[] | { readonly [name: string]: Argument };

/** Arguments of a Terraform resource, aligned as `terraform fmt` does it. */
export function terraform(resource: string, values: Readonly<Record<string, Argument>>): string {
  return fenced('hcl', `resource "${resource}" "app" {\n${argumentLines(values, '  ')}\n}`);
}

function argumentLines(values: Readonly<Record<string, Argument>>, indent: string): string {
  const names = Object.keys(values);
  const lines: string[] = [];
  for (const [index, name] of names.entries()) {
    const value = values[name]!;
    if (isNested(value))
      lines.push(`${indent}${name} = {`, argumentLines(value, `${indent}  `), `${indent}}`);
    else
      lines.push(
        `${indent}${name.padEnd(widthAround(names, index, (other) => isNested(values[other]!)))} = ${literal(value)}`,
      );
  }
  return lines.join('\n');
}

/** The longest name of the arguments that stand together: a nested one ends the group. */
function widthAround(names: readonly string[], index: number, ends: (name: string) => boolean): number {
  let first = index;
  while (first > 0 && !ends(names[first - 1]!)) first--;
  let last = index;
  while (last + 1 < names.length && !ends(names[last + 1]!)) last++;
  return Math.max(...names.slice(first, last + 1).map((name) => name.length));
}

function isNested(value: Argument): value is { readonly [name: string]: Argument } {
  return typeof value === 'object' && !Array.isArray(value);
}

/** A JSON text is an HCL literal, but for interpolation. */
function literal(value: Exclude<Argument, object> | readonly string[]): string {
  const text = Array.isArray(value)
    ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    : JSON.stringify(value);
  return text.replace(/([$%])\{/g, '$1$1{');
}
