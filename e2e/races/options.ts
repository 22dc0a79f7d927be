import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import type { Race } from './race.ts';
import { races } from './races.ts';
import type { Pace } from './run-race.ts';

export interface Options extends Pace {
  races: readonly Race[];
  help: boolean;
}

export const usage = `npm run races -- [options]: races through the public API of the shop, with PostgreSQL 5 ms away, and the same by naive code as a control.

  --rounds N     rounds a race, from 1 to 100000 (default 200)
  --parallel N   requests a round, all at once, from 2 to 200 (default 50)
  --race NAME    one race alone, given several times: several (default all)
  --seed N       who begins when, from 0 to 999999999 (default: another each time)
  --help         prints this (-h)

Races:
${races.map(({ name, promise }) => `  ${name.padEnd(28)}${promise}`).join('\n')}

Exit code 1 when the shop shows an anomaly or a violated invariant, or a control shows none; 2 for bad options.`;

const knownOptions = {
  rounds: { type: 'string', default: '200' },
  parallel: { type: 'string', default: '50' },
  race: { type: 'string', multiple: true },
  seed: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Throws ConfigError with a sentence that names the argument and what it may be. */
export function readOptions(args: string[]): Options {
  const values = parsed(args);
  return {
    rounds: wholeNumber('--rounds', values.rounds, 1, 100_000),
    parallel: wholeNumber('--parallel', values.parallel, 2, 200),
    seed: values.seed === undefined ? Date.now() % 1_000_000 : wholeNumber('--seed', values.seed, 0, 999_999_999),
    races: (values.race ?? races.map(({ name }) => name)).map(raceOf),
    help: values.help,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: knownOptions }).values;
  } catch (error) {
    // Node adds advice that is wrong behind npm; its first sentence names the argument.
    const [what = ''] = (error as Error).message.split('. ');
    throw new ConfigError(`${what.replace(/\.$/, '')}: npm run races -- --help says what there is.`);
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new ConfigError(`${option} must be a whole number from ${least} to ${most}, and is "${text}".`);
}

function raceOf(name: string): Race {
  const race = races.find((one) => one.name === name.replaceAll('-', ' '));
  if (race) return race;
  throw new ConfigError(`--race must be one of ${races.map((one) => `"${one.name}"`).join(', ')}, and is "${name}".`);
}
