// The code blocks of a page.

export interface Example {
  section: 'Incorrect' | 'Correct';
  /** Line of the page. */
  line: number;
  files: Record<string, string>;
  /** `file:line` of each line that ends with `✗`, or stands below a comment of its own with it. */
  marked: string[];
}

export function examplesOf(page: string): Example[] {
  const examples: Example[] = [];
  for (const block of page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    const before = page.slice(0, block.index);
    const section = [...before.matchAll(/^## (.*)$/gm)].at(-1)?.[1];
    if (section !== 'Incorrect' && section !== 'Correct') continue;
    const files = filesOf(block[2]!, `example.${block[1]}`);
    examples.push({
      section,
      line: before.split('\n').length,
      files,
      marked: Object.entries(files).flatMap(marks),
    });
  }
  return examples;
}

/** A block is one file, or several that each begin with `// file: name`. */
function filesOf(code: string, name: string): Record<string, string> {
  const parts = code.split(/^\/\/ file: (.*)\n/m);
  if (parts.length === 1) return { [name]: code };
  const files: Record<string, string> = {};
  for (let at = 1; at < parts.length; at += 2) files[parts[at]!] = parts[at + 1]!;
  return files;
}

function marks([file, text]: [string, string]): string[] {
  return text.split('\n').flatMap((line, index) => {
    if (!line.includes('✗')) return [];
    return [`${file}:${line.trim() === '// ✗' ? index + 2 : index + 1}`];
  });
}
