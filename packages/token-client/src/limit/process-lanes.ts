import { systemClock } from '../clock.js';
import { createLanes, type Lanes } from './lane.js';

const REGISTRY = Symbol.for('@grant-migrate/token-client/lanes/1');

/**
 * The lanes of this process. They live on `globalThis`, because an application can load this package twice (as an ES module
 * and as CommonJS, or in two versions), and the provider counts both.
 */
export function processLanes(): Lanes {
  const host = globalThis as { [REGISTRY]?: Lanes };
  return (host[REGISTRY] ??= createLanes(systemClock));
}
