import { expect, test } from '@jest/globals';
import { planMigration } from '../src/index.js';
import { analyze, memoryProject } from './support/memory-project.js';

const HELPER = `import axios from 'axios';
export async function getToken() {
  const { data } = await axios.post('https://a/token', { grant_type: 'client_credentials', client_id: 'a' });
  return data.access_token;
}
`;

function notesWith(test: string): string[] {
  const project = memoryProject({ 'src/token.js': HELPER, 'test/token.test.js': test });
  return planMigration(project, analyze(project), { to: 'cached-client' }).sites.map((site) => site.note);
}

test('names the tests that stand in for the old request', () => {
  const [note] = notesWith("import axios from 'axios';\n\njest.mock('axios');\ntest('token', () => {});\n");
  expect(note).toContain(
    'Tests that stand in for HTTP requests may expect the old one: test/token.test.js:3.',
  );
});

test('says nothing where no test does', () => {
  const [note] = notesWith("test('token', () => {});\n");
  expect(note).not.toContain('test/token.test.js');
});
