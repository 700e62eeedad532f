/** The scaffold's own test, in the application's runner. */
import type { Application } from '../application.js';
import type { Scaffold } from '../framework.js';
import { fileOf } from '../own-folder.js';
import { emitText } from '../text/emit.js';
import { templates } from '../text/templates.generated.js';

/** Where each runner has what the test calls. */
const HEADERS: Record<'jest' | 'vitest' | 'mocha' | 'node', string> = {
  jest: '',
  vitest: "import { expect, test } from 'vitest';\n",
  mocha: "import { strictEqual } from 'node:assert';\n",
  node: "import { strictEqual } from 'node:assert';\nimport { test } from 'node:test';\n",
};

export function loginTest(application: Application, folder: string): Scaffold['files'] {
  return ownTest(application, folder, 'session', 'server-test/session-test.ts');
}

/** A template as a test in the application's runner; no file where the application has none. */
export function ownTest(
  application: Application,
  folder: string,
  name: string,
  template: string,
): Scaffold['files'] {
  const { testRunner } = application;
  if (testRunner === null) return [];
  let text = HEADERS[testRunner] + templates[template]!;
  if (testRunner === 'mocha') text = text.replace(/^test\(/gm, 'it(');
  if (testRunner === 'mocha' || testRunner === 'node')
    text = text.replace(/expect\((.*)\)\.toBe\((.*)\);/g, 'strictEqual($1, $2);');
  return [{ file: fileOf(application, folder, `${name}.test`), text: emitText(text, application) }];
}
