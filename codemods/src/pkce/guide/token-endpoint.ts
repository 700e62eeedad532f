/** The token endpoint that a site's source names: a text, or a constant of the file that is one. */
import type { Project, RequestSite } from '@grant-migrate/analysis';
import { escaped } from '../../source/pattern.js';

const TEXT = /^(['"`])(https?:\/\/[^'"`$\s]+)\1$/;

export function tokenEndpointOf(project: Project, site: RequestSite): string | null {
  const span = site.wire?.url;
  const text = project.read(site.file);
  if (!span || typeof text !== 'string') return null;
  const expression = text.slice(span.start, span.end);
  return valueOf(expression) ?? valueOf(constantNamed(expression, text));
}

function valueOf(expression: string | null): string | null {
  return TEXT.exec(expression ?? '')?.[2] ?? null;
}

function constantNamed(name: string, text: string): string | null {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return null;
  const declared = new RegExp(`\\bconst ${escaped(name)}(?:: string)? = (['"\`][^'"\`\\n]*['"\`])`).exec(
    text,
  );
  return declared?.[1] ?? null;
}
