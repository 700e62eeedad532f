/** In a terminal: the request by password becomes `getAccessToken()`, and the questions for name and password go with it. */
import type { Project, RequestSite } from '@grant-migrate/analysis';
import { removableBuilders } from '../../../cached-client/builders.js';
import { httpRequest } from '../../../cached-client/migrate-site.js';
import { ACCESS_TOKEN } from '../../../cached-client/result-flow.js';
import { usedLayer } from '../../../cached-client/result-uses.js';
import { rewriteResult } from '../../../cached-client/rewrite-result.js';
import { LocalNames } from '../../../source/import-names.js';
import { wholeLines } from '../../../source/lines.js';
import { spanOf } from '../../../source/nodes.js';
import { parseFile } from '../../../source/parsed-file.js';
import { styleOf } from '../../../source/style.js';
import type { Application } from '../../application.js';
import type { Rewire } from '../../framework.js';
import { ownEdits } from '../../own-edits.js';
import { questionSteps } from '../../prompts.js';
import { withoutCredentials } from './credentials.js';

/** @param login the module that exports `getAccessToken`, as the file imports it */
export function rewireTerminal(
  project: Project,
  application: Application,
  site: RequestSite,
  login: (file: string) => string,
): Rewire {
  const left = (note: string): Rewire => ({ site, outcome: { reason: 'terminal-not-understood', note } });
  const text = project.read(site.file);
  if (typeof text !== 'string') return left('The file cannot be read.');
  const parsed = parseFile(site.file, text);
  // A token that leaves the program is no more than what it was before: fresh, or renewed in time.
  const request = httpRequest({ parsed, minimumLifetime: 0 }, site);
  if (typeof request === 'string') return left('The request is made in a way that is not modelled.');
  const { call, flow } = request;
  if (usedLayer(flow) !== ACCESS_TOKEN)
    return left('More than the access token is used: the answer, its status or another token.');

  const module = login(site.file);
  const context = { application, parsed, style: styleOf(parsed), names: new LocalNames(parsed) };
  const callee = context.names.localFor(module, 'getAccessToken');
  const builders = removableBuilders(parsed, site.wire?.builders ?? [], [spanOf(call)]);
  const result = rewriteResult(parsed, flow, ACCESS_TOKEN, `${callee}()`, builders);
  if (!result) return left('How the result is used could not be followed to its end.');
  const gone = [spanOf(call), ...[...builders].map(spanOf)];
  const credentials = withoutCredentials(project, parsed, call, gone);
  if (typeof credentials === 'string') return left(credentials);
  const removed = [...builders].map((builder) => ({ ...wholeLines(parsed.text, spanOf(builder)), text: '' }));
  const edits = ownEdits(context, {
    edits: [...result.edits, ...removed, ...credentials.edits],
    kept: result.kept,
    imports: [{ module, name: 'getAccessToken' }],
  });
  return {
    site,
    outcome: {
      edits,
      note: 'The person signs in in the browser, once; the token is kept and renewed. Nobody is asked for a password.',
      steps: questionSteps(site.file, credentials.left),
    },
  };
}
