// Every application without a server, in the version of its framework that is installed here.
import { browserSamples } from './support/browser-samples.js';
import { describeBrowsers } from './support/browser-suite.js';

describeBrowsers(browserSamples);
