/**
 * Loaded into every Node process of a traced program by `--import`. It must never be in the program's way: it throws nothing,
 * keeps nothing alive, and without the command's variables it does nothing.
 *
 * The observers are our own, because they only look on: libraries that intercept requests replace them, do not see the
 * undici package, and their current versions need Node 22.
 */
import { keepHistory } from './call-history.js';
import { observeFetch, observeUndici } from './observe-fetch.js';
import { observeHttp } from './observe-http.js';
import { FILE_VARIABLE, KEY_VARIABLE } from './observation.js';
import { reportTo, type Report } from './report-request.js';

const { [FILE_VARIABLE]: file, [KEY_VARIABLE]: key } = process.env;
if (file !== undefined && key !== undefined) {
  const report = reportTo(file, key);
  const harmless: Report = (sent) => {
    try {
      return report(sent);
    } catch {
      return null;
    }
  };
  keepHistory();
  observeHttp(harmless);
  observeFetch(harmless);
  observeUndici(harmless);
}
