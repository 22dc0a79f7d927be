import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import { type Edge, edges, type FaultName, faultNames } from './faults.ts';

export interface Options {
  help: boolean;
  edges: readonly Edge[];
  faults: readonly FaultName[];
  orders: number;
  clients: number;
  seed: number;
  stopSeconds: number;
}

const texts = ['edge', 'fault', 'orders', 'clients', 'seed', 'stop-seconds'] as const;

export const usage = `npm run faults: breaks the wire between orders and each room that it calls, and counts what every order did; exit 1 on a violation.

Options, after -- for npm:
  --orders 500            orders a cell, 1 to 100000
  --clients 24            that place them, 1 to 64
  --edge ${edges.join('|')}
                          only this room (default: each)
  --fault ${faultNames.join('|')}
                          only this fault (default: each)
  --stop-seconds 30       how long a stopped room stands still, 1 to 90
  --seed 1                the same dice as an earlier run, 0 to 999999999
  --help                  prints this (-h)`;

/** Throws ConfigError, in one sentence, for whatever is not as the usage says. */
export function readOptions(args: readonly string[]): Options {
  const { help, ...values } = parse(args);
  return {
    help: help ?? false,
    edges: oneOf('edge', values['edge'], edges),
    faults: oneOf('fault', values['fault'], faultNames),
    orders: wholeNumber('orders', values['orders'] ?? '500', 1, 100_000),
    clients: wholeNumber('clients', values['clients'] ?? '24', 1, 64),
    seed: wholeNumber('seed', values['seed'] ?? '1', 0, 999_999_999),
    stopSeconds: wholeNumber('stop-seconds', values['stop-seconds'] ?? '30', 1, 90),
  };
}

function parse(args: readonly string[]) {
  const options = Object.fromEntries(texts.map((name) => [name, { type: 'string' as const }])) as Record<
    (typeof texts)[number],
    { type: 'string' }
  >;
  try {
    return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    // Node adds advice that is wrong behind npm; its first sentence names the argument.
    const [what = ''] = (error as Error).message.split('. ');
    throw new ConfigError(`${what.replace(/\.$/, '')}: npm run faults -- --help says what there is.`);
  }
}

function oneOf<Name extends string>(option: string, value: string | undefined, names: readonly Name[]): readonly Name[] {
  const chosen = names.filter((name) => value === undefined || name === value);
  if (chosen.length === 0) throw new ConfigError(`--${option} must be one of ${names.join(', ')}.`);
  return chosen;
}

function wholeNumber(option: string, value: string, from: number, to: number): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isInteger(number) || number < from || number > to)
    throw new ConfigError(`--${option} must be a whole number from ${from} to ${to}.`);
  return number;
}
