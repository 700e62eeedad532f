/** `.env.example`: made where there is none, continued where there is one. */
import type { Project } from '@grant-migrate/analysis';
import type { Edit } from '../plan.js';
import type { Scaffold } from './framework.js';

type EnvExample = { created: { file: string; text: string } } | { edit: Edit } | Record<string, never>;

export function envExample(project: Project, file: string, settings: Scaffold['settings']): EnvExample {
  if (settings.length === 0) return {};
  const present = project.read(file);
  if (typeof present !== 'string') return { created: { file, text: linesOf(settings, '\n') } };
  const missing = settings.filter(
    ({ name }) => !new RegExp(`^#?\\s*(export\\s+)?${name}\\s*=`, 'm').test(present),
  );
  if (missing.length === 0) return {};
  const eol = present.includes('\r\n') ? '\r\n' : '\n';
  const gap = present === '' ? '' : present.endsWith('\n') ? eol : eol + eol;
  return { edit: { file, start: present.length, end: present.length, text: gap + linesOf(missing, eol) } };
}

function linesOf(settings: Scaffold['settings'], eol: string): string {
  return settings.map(({ name, value, purpose }) => `# ${purpose}${eol}${name}=${value}${eol}`).join('');
}
