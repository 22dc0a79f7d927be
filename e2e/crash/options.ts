import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';

export interface CrashOptions {
  kills: number;
  postgresCrashes: number;
  orders: number;
  clients: number;
  everyMs: number;
  seed: number;
  matrix: boolean;
  oneProcess: boolean;
}

export const usage = `npm run crash: kills rooms, gateway and PostgreSQL of a shop of one process a room while clients buy, and then checks
every answer that was given and every invariant, and how many buyers had a final answer in time; then does so with a shop of one process, a
tenth as often (10 times at most). Exit code 1 when one is broken or too few had.

Options, after -- for npm:
  --kills N             processes killed at least (default 100; with --one-process 10)
  --postgres-crashes N  crashes of PostgreSQL at least (default: one for 50 kills)
  --orders N            idempotency keys that were answered, at least (default: 50 for each kill)
  --clients N           buyers at the same time (default 24)
  --every MS            milliseconds between two kills (default 400)
  --seed N              repeats the dice of an earlier run (default: another each time; it is printed)
  --matrix              instead: dies once at each step of the saga, before and after it, in orders and in the room that is asked
  --one-process         instead: kills the shop of one process alone, by turns with its PostgreSQL and without
  --help                prints this (-h)`;

/** What to do, or undefined when help is asked for. Throws ConfigError with a sentence that names the argument. */
export function readOptions(args: readonly string[]): CrashOptions | undefined {
  const text = { type: 'string' } as const;
  const values = parsed(() =>
    parseArgs({
      args: [...args],
      options: {
        kills: text,
        'postgres-crashes': text,
        orders: text,
        clients: text,
        every: text,
        seed: text,
        matrix: { type: 'boolean', default: false },
        'one-process': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  ).values;
  if (values.help) return undefined;
  const kills = wholeNumber('--kills', values.kills, 1, 100_000, values['one-process'] ? 10 : 100);
  return {
    kills,
    postgresCrashes: wholeNumber('--postgres-crashes', values['postgres-crashes'], 0, 10_000, Math.floor(kills / 50)),
    orders: wholeNumber('--orders', values.orders, 0, 10_000_000, kills * 50),
    clients: wholeNumber('--clients', values.clients, 1, 500, 24),
    everyMs: wholeNumber('--every', values.every, 0, 60_000, 400),
    seed: wholeNumber('--seed', values.seed, 0, 999_999, Date.now() % 1_000_000),
    matrix: values.matrix,
    oneProcess: values['one-process'],
  };
}

function wholeNumber(name: string, given: string | undefined, from: number, to: number, otherwise: number): number {
  if (given === undefined) return otherwise;
  const number = Number(given);
  if (!/^\d+$/.test(given) || number < from || number > to) throw new ConfigError(`${name} must be a whole number from ${from} to ${to}.`);
  return number;
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // Node adds advice that is wrong behind npm; its first sentence names the argument.
    const [what = ''] = (error as Error).message.split('. ');
    throw new ConfigError(`${what.replace(/\.$/, '')}: nothing was done; npm run crash -- --help says what there is.`);
  }
}
