/**
 * Reads arguments that need no second look: options by their full names, each with a value that it takes. yargs, which knows
 * everything else and how to complain of it, takes as long to load as a small repository takes to check.
 */
import { parseArgs } from 'node:util';
import type { Command } from './commands/command.js';

interface Plain {
  values: Record<string, unknown>;
  positionals: string[];
}

/** Undefined for whatever is not plain: an option that is not known, a value that is not allowed, another way to write them. */
export function plainArguments(args: string[], { options }: Command): Plain | undefined {
  const wanted: Record<string, { type: 'string' | 'boolean' }> = {};
  for (const [name, { type = 'string', array, alias, coerce }] of Object.entries(options)) {
    if ((type !== 'string' && type !== 'boolean') || array || alias || coerce) return undefined;
    wanted[name] = { type };
  }
  const given = parsed(args, wanted);
  // `--staged true` is a switch with its value.
  if (!given || given.positionals.some((word) => word === 'true' || word === 'false')) return undefined;
  const values: Record<string, unknown> = {};
  for (const [name, { choices, default: otherwise, demandOption }] of Object.entries(options)) {
    const value = given.values[name] ?? (otherwise as unknown);
    if (value === '' || (value === undefined && demandOption)) return undefined;
    if (value !== undefined && choices && !choices.includes(value as string)) return undefined;
    values[name] = values[camelCase(name)] = value;
  }
  return { values, positionals: given.positionals };
}

function parsed(args: string[], options: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true, allowNegative: true });
  } catch {
    return undefined;
  }
}

const camelCase = (name: string) =>
  name.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
