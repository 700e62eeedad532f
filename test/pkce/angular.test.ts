// Angular, in the version that is installed here. The others: `npm run test:versions -- -t Angular`.
import { browserSamples } from './support/browser-samples.js';
import { describeBrowsers } from './support/browser-suite.js';

describeBrowsers(browserSamples.filter(({ decorators }) => decorators));
