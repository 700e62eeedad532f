/** Tests that stand in for the old request: they may have to stand in for another one after the rewrite. */
import type { Project } from '@grant-migrate/analysis';

const TEST_FILE =
  /(^|\/)(tests?|specs?|__tests__|__mocks__|e2e|integration|cypress)\/|\.(test|spec|mock)\.[cm]?[jt]sx?$/i;
const DOUBLE =
  /\bnock\(|\bsetupServer\(|\b(?:jest|vi)\.(?:mock|spyOn|doMock)\(\s*['"]?(?:axios|got|superagent|request|node-fetch|global)|\bMockAdapter\(|\bfetchMock\b|\bsinon\.stub\((?:axios|superagent|got)\b|\bproxyquire\(|\bmoxios\b/;
/** More places than these are not read by anybody. */
const SHOWN = 3;

export interface TestDouble {
  file: string;
  line: number;
}

/** Places in tests that mock HTTP and speak of tokens. */
export function testDoubles(project: Project): TestDouble[] {
  const found: TestDouble[] = [];
  for (const file of project.files) {
    if (!TEST_FILE.test(file)) continue;
    const text = project.read(file);
    if (typeof text !== 'string' || !/token/i.test(text)) continue;
    const match = DOUBLE.exec(text);
    if (match) found.push({ file, line: text.slice(0, match.index).split('\n').length });
  }
  return found;
}

/** One sentence for the note of a site whose request is no longer made by its HTTP client; empty without test doubles. */
export function doublesNote(doubles: readonly TestDouble[]): string {
  if (doubles.length === 0) return '';
  const places = doubles.slice(0, SHOWN).map(({ file, line }) => `${file}:${line}`);
  const more = doubles.length > SHOWN ? ` and ${doubles.length - SHOWN} more` : '';
  return `Tests that stand in for HTTP requests may expect the old one: ${places.join(', ')}${more}.`;
}
