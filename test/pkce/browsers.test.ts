// Applications without a server, in the version of their framework that is installed here; Angular's have a file of their own, so
// that both run at the same time.
import { browserSamples } from './support/browser-samples.js';
import { describeBrowsers } from './support/browser-suite.js';

describeBrowsers(browserSamples.filter(({ decorators }) => !decorators));
