/** The scaffold's own test, in the application's runner. */
import type { Application } from './application.js';
import type { Scaffold } from './framework.js';
import { fileOf } from './own-folder.js';
import { emitText } from './text/emit.js';
import { templates } from './text/templates.generated.js';

type Runner = NonNullable<Application['testRunner']>;

/** Where each runner has what the test calls; jest and jasmine have it everywhere. */
const HEADERS: Record<Runner, string> = {
  jest: '',
  vitest: "import { expect, test } from 'vitest';\n",
  mocha: "import { strictEqual } from 'node:assert';\n",
  jasmine: '',
  node: "import { strictEqual } from 'node:assert';\nimport { test } from 'node:test';\n",
};

/**
 * A template as a test in the application's runner; no file where the application has none.
 * @param ending of the name: the runner finds the file by it
 */
export function ownTest(
  application: Application,
  folder: string,
  name: string,
  template: string,
  ending = 'test',
): Scaffold['files'] {
  const { testRunner } = application;
  if (testRunner === null) return [];
  let text = templates[template]!.replace(/^(\/\/.*\n)*/, (about) => about + header(application, testRunner));
  if (testRunner === 'mocha' || testRunner === 'jasmine') text = text.replace(/^test\(/gm, 'it(');
  if (testRunner === 'mocha' || testRunner === 'node')
    text = text.replace(/expect\((.*)\)\.toBe\((.*)\);/g, 'strictEqual($1, $2);');
  return [{ file: fileOf(application, folder, `${name}.${ending}`), text: emitText(text, application) }];
}

/** Where a project has turned jest's globals off, it imports them. */
function header({ manifest }: Application, runner: Runner): string {
  const { dependencies } = manifest;
  if (runner === 'jest' && dependencies.has('@jest/globals') && !dependencies.has('@types/jest'))
    return "import { expect, test } from '@jest/globals';\n";
  return HEADERS[runner];
}
