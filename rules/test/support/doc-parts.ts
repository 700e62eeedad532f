// The parts of a page that repeat what the code says. `UPDATE_DOCS=1 npm run test:unit rules` writes them.
import plugin from '../../src/plugin.js';

/** The page with its presets and options as they are in the code. */
export function withParts(page: string, rule: string): string {
  return part(part(page, 'presets', presets(rule)), 'options', options(rule));
}

/** The README with its table of rules. */
export function withTable(readme: string): string {
  const rows = Object.entries(plugin.rules).map(([rule, { meta }]) => [
    `[${rule}](docs/${rule}.md)`,
    meta!.docs!.description!,
    ...(['recommended', 'strict'] as const).map((preset) => severityIn(preset, rule)),
  ]);
  const table = [['rule', '', '`recommended`', '`strict`'], ...rows];
  const widths = table[0]!.map((_head, column) => Math.max(3, ...table.map((row) => row[column]!.length)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const ruler = line(widths.map((width) => '-'.repeat(width)));
  return part(readme, 'rules', [line(table[0]!), ruler, ...table.slice(1).map(line)].join('\n'));
}

function part(page: string, name: string, text: string): string {
  return page.replace(
    new RegExp(`<!-- ${name} -->\\n(?:[\\s\\S]*?<!-- end -->\\n)?`),
    `<!-- ${name} -->\n\n${text}\n\n<!-- end -->\n`,
  );
}

function presets(rule: string): string {
  const list = Object.keys(plugin.configs).map(
    (preset) => `${severityIn(preset as keyof typeof plugin.configs, rule)} in \`${preset}\``,
  );
  return `Presets: ${list.join(', ')}.`;
}

function severityIn(preset: keyof typeof plugin.configs, rule: string): string {
  return (plugin.configs[preset].rules as Record<string, string>)[`grant-migrate/${rule}`] ?? 'off';
}

function options(rule: string): string {
  const [object] =
    (plugin.rules[rule as keyof typeof plugin.rules].meta!.schema as {
      properties: Record<string, Property>;
    }[]) ?? [];
  if (!object) return 'None.';
  return Object.entries(object.properties)
    .map(([name, { enum: values, description, default: standard }]) => {
      const list = values.map((value) => `\`'${value}'\``).join(' or ');
      return `- \`${name}\`: ${list} (by default \`'${standard}'\`). ${description}`;
    })
    .join('\n');
}

interface Property {
  enum: string[];
  description: string;
  default: string;
}
