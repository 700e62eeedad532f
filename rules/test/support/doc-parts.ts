// The parts of a page that repeat what the code says. `UPDATE_DOCS=1 npm run test:unit rules` writes them.
import plugin from '../../src/plugin.js';

/** The page with its presets and options as they are in the code. */
export function withParts(page: string, rule: string): string {
  return part(part(page, 'presets', presets(rule)), 'options', options(rule));
}

function part(page: string, name: string, text: string): string {
  return page.replace(
    new RegExp(`<!-- ${name} -->\\n(?:[\\s\\S]*?<!-- end -->\\n)?`),
    `<!-- ${name} -->\n\n${text}\n\n<!-- end -->\n`,
  );
}

function presets(rule: string): string {
  const list = Object.entries(plugin.configs).map(([preset, { rules }]) => {
    const severity = (rules as Record<string, string>)[`grant-migrate/${rule}`];
    return `${severity ?? 'off'} in \`${preset}\``;
  });
  return `Presets: ${list.join(', ')}.`;
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
