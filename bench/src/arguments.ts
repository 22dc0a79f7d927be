import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

const words = {
  only: text,
  clients: text,
  shelf: text,
  'fdatasync-ms': text,
  seconds: text,
  out: text,
  quick: flag,
  profile: flag,
  against: text,
  rounds: text,
  starts: text,
  help: { ...flag, short: 'h' },
} as const;

/** What was typed, by its words; an unknown one is refused. */
export function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: words }).values;
  } catch (error) {
    // Node adds advice that is wrong behind npm; its first sentence names the argument.
    const [what = ''] = (error as Error).message.split(/\.\s/);
    throw new ConfigError(`${what.replace(/\.$/, '')}: nothing was measured; npm run bench -- --help says what there is.`);
  }
}

export type Arguments = ReturnType<typeof readArguments>;

export function numberOf(name: string, given: string | undefined, least: number, most: number): number | undefined {
  if (given === undefined) return undefined;
  const value = given.trim() === '' ? Number.NaN : Number(given);
  if (!(value >= least && value <= most))
    throw new ConfigError(`${name}: ${JSON.stringify(given)} is not a number from ${least} to ${most}.`);
  return value;
}

/** Those that a comma-separated list names, in the list's own order. */
export function choose<T extends string | number>(name: string, given: string | undefined, known: readonly T[]): readonly T[] | undefined {
  if (given === undefined) return undefined;
  const chosen = given.split(',').map((part) => part.trim().replaceAll('_', ''));
  const unknown = chosen.find((part) => !known.some((one) => String(one) === part));
  if (unknown !== undefined) throw new ConfigError(`${name}: ${JSON.stringify(unknown)} is none of ${known.join(', ')}.`);
  return known.filter((one) => chosen.includes(String(one)));
}
