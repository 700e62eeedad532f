import { apply } from './apply.js';
import { check } from './check.js';
import type { Command } from './command.js';
import { explain } from './explain.js';
import { migrate } from './migrate.js';
import { undo } from './undo.js';

/** Every command by the word it is called by. */
export const commands: Record<string, Command> = { check, migrate, apply, undo, explain };
