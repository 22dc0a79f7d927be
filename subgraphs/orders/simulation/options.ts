import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';

export interface Options {
  help: boolean;
  sagas: number;
  seed: number;
  /** false: the first history that breaks a promise is told as it is. */
  shrink: boolean;
}

export const usage = `npm run simulate: lives through histories of placements that crash, lose messages and race, and checks every promise.

Options, after -- for npm:
  --sagas 1000000   placements that are asked for, from 1 to 1000000000 (default 1000000)
  --seed 1          of the first round of histories, from 0 to 1000000000 (default: another one each time)
  --no-shrink       tells a history that breaks a promise as it was found, instead of making it smaller first
  --help            prints this (-h)`;

/** Throws ConfigError, naming the argument and what it may be. */
export function readOptions(args: string[], anySeed: number): Options {
  const values = parse(args);
  return {
    help: values.help === true,
    sagas: wholeNumber('--sagas', values.sagas ?? '1000000', 1),
    seed: wholeNumber('--seed', values.seed ?? `${anySeed}`, 0),
    shrink: values['no-shrink'] !== true,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ args, options: { sagas: text, seed: text, 'no-shrink': flag, help: { ...flag, short: 'h' } } }).values;
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('. ')[0] ?? '').replace(/\.$/, '') : 'unknown argument';
    throw new ConfigError(`${why}: the options are --sagas, --seed, --no-shrink and --help.`);
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= 1_000_000_000) return value;
  throw new ConfigError(`${name} must be a whole number from ${least} to 1000000000, not "${text}".`);
}
