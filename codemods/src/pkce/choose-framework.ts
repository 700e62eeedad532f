/** Which framework an application gets: the one that was asked for, or the one that its manifest and code show. */
import type { Project } from '@grant-migrate/analysis';
import { UnknownFrameworkError } from '../errors.js';
import type { ReasonCode } from '../reasons.js';
import type { Application } from './application.js';
import type { Framework } from './framework.js';
import { frameworks } from './frameworks/index.js';

export type Choice = { framework: Framework } | { reason: ReasonCode; note: string };

const SIDES: Framework['side'][] = ['server', 'browser', 'command-line'];

/**
 * Says which scaffold is written. Two on one side are not guessed at: each would be half of an application.
 * @throws UnknownFrameworkError when `name` is none of ours
 */
export function chooseFramework(
  project: Project,
  application: Application,
  name: string | undefined,
): Choice {
  if (name !== undefined) return { framework: frameworkNamed(name) };
  for (const side of SIDES) {
    const found = frameworks
      .filter((framework) => framework.side === side)
      .flatMap((framework) => {
        const evidence = framework.detect(application, project);
        return evidence === null ? [] : [{ framework, evidence }];
      });
    if (found.length === 1) return { framework: found[0]!.framework };
    if (found.length > 1) {
      const seen = found.map(({ framework, evidence }) => `${framework.name} (${evidence})`).join(', ');
      return { reason: 'frameworks-ambiguous', note: `Found: ${seen}. Say which one with --framework.` };
    }
  }
  return {
    reason: 'framework-not-found',
    note: `${application.manifest.file} names none that a scaffold is written for. Say which one with --framework: ${names().join(', ')}.`,
  };
}

/** @throws UnknownFrameworkError */
export function frameworkNamed(name: string): Framework {
  const found = frameworks.find((framework) => framework.name === name.toLowerCase());
  if (!found) throw new UnknownFrameworkError(name, names());
  return found;
}

function names(): string[] {
  return frameworks.map((framework) => framework.name);
}
