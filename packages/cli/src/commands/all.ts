import { check } from './check.js';
import type { Command } from './command.js';

/** Every command by the word it is called by. */
export const commands: Record<string, Command> = { check };
