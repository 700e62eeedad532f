/** Every framework that a scaffold is written for; the order is the order of detection within one side. */
import type { Framework } from '../framework.js';
import { express } from './express/index.js';

export const frameworks: readonly Framework[] = [express];
