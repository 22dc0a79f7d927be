import { ConfigError } from '@cartograph/kit/config';
import { type Arguments, choose, numberOf } from '../arguments.ts';
import { type ClientCount, clientCounts } from '../shapes.ts';

export interface AgainstOptions {
  /** The commit to compare with. */
  ref: string;
  /** Of orders, how many clients at once; pages have the most of them. */
  clients: readonly ClientCount[];
  rounds: number;
  /** How often both are started anew: one start is not like another. */
  starts: number;
  /** Per turn. */
  seconds: number;
}

/** Enough for a 95 % interval that leaves out the five lowest and the five highest. */
const usual = { clients: [64, 1], rounds: 20, starts: 4, seconds: 2 } as const;

/** Of each start; the first ones have one more where they cannot be alike. */
export const roundsOf = ({ rounds, starts }: Pick<AgainstOptions, 'rounds' | 'starts'>): number[] =>
  Array.from({ length: starts }, (_, start) => Math.floor(rounds / starts) + (start < rounds % starts ? 1 : 0));

const othersOnly = ['only', 'shelf', 'fdatasync-ms', 'out', 'quick', 'profile'] as const;

export function readAgainst(given: Arguments): AgainstOptions | undefined {
  const { against: ref } = given;
  if (ref === undefined) {
    const own = (['rounds', 'starts'] as const).find((name) => given[name] !== undefined);
    if (own !== undefined) throw new ConfigError(`--${own} is of --against alone: nothing was measured.`);
    return undefined;
  }
  const other = othersOnly.find((name) => given[name] !== undefined && given[name] !== false);
  if (other !== undefined)
    throw new ConfigError(`--${other} is not of --against, which takes --clients, --rounds, --starts and --seconds.`);
  const clients = choose('--clients', given.clients, clientCounts)?.toReversed() ?? usual.clients;
  const rounds = numberOf('--rounds', given.rounds, 1, 1_000) ?? usual.rounds;
  if (!Number.isInteger(rounds)) throw new ConfigError(`--rounds: ${rounds} is not a whole number.`);
  const starts = numberOf('--starts', given.starts, 1, rounds) ?? Math.min(usual.starts, rounds);
  if (!Number.isInteger(starts)) throw new ConfigError(`--starts: ${starts} is not a whole number.`);
  return { ref, clients, rounds, starts, seconds: numberOf('--seconds', given.seconds, 0.1, 600) ?? usual.seconds };
}
