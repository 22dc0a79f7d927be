import { ConfigError } from '@cartograph/kit/config';
import { type Arguments, choose, numberOf } from '../arguments.ts';
import { type ClientCount, clientCounts } from '../shapes.ts';

export interface AgainstOptions {
  /** The commit to compare with. */
  ref: string;
  /** Of orders, how many clients at once; pages have the most of them. */
  clients: readonly ClientCount[];
  rounds: number;
  /** Per turn. */
  seconds: number;
}

/** Enough for a 95 % interval that leaves out the five lowest and the five highest. */
const usual = { clients: [64, 1], rounds: 20, seconds: 2 } as const;

const othersOnly = ['only', 'shelf', 'fdatasync-ms', 'out', 'quick', 'profile'] as const;

export function readAgainst(given: Arguments): AgainstOptions | undefined {
  const { against: ref } = given;
  if (ref === undefined) {
    if (given.rounds !== undefined) throw new ConfigError('--rounds is of --against alone: nothing was measured.');
    return undefined;
  }
  const other = othersOnly.find((name) => given[name] !== undefined && given[name] !== false);
  if (other !== undefined) throw new ConfigError(`--${other} is not of --against, which takes --clients, --rounds and --seconds.`);
  const clients = choose('--clients', given.clients, clientCounts)?.toReversed() ?? usual.clients;
  const rounds = numberOf('--rounds', given.rounds, 1, 1_000) ?? usual.rounds;
  if (!Number.isInteger(rounds)) throw new ConfigError(`--rounds: ${rounds} is not a whole number.`);
  return { ref, clients, rounds, seconds: numberOf('--seconds', given.seconds, 0.1, 600) ?? usual.seconds };
}
