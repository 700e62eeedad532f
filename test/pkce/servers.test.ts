// Each server framework in the version that is installed here; test/pkce/README.md has the table of what is tested.
import { describeServers } from './support/server-suite.js';
import { samples } from './support/samples.js';

describeServers(samples);
