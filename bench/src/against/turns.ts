import type { LoadGenerator } from '../through-gateway.ts';
import type { AgainstOptions } from './options.ts';
import { type Side, type Turn, takeTurn, tidy, type Work } from './side.ts';

/** One work by both, round by round. */
export interface Duel {
  work: Work;
  before: Turn[];
  after: Turn[];
}

export const worksOf = ({ clients }: Pick<AgainstOptions, 'clients'>): Work[] => [
  ...clients.map((count) => ({ asks: 'orders', clients: count }) as const),
  { asks: 'pages', clients: Math.max(...clients) },
];

export interface Sides {
  before: Side;
  after: Side;
}

/** Enough for both to be compiled and planned before the first turn that counts. */
export async function warmUp(sides: Sides, load: LoadGenerator, options: AgainstOptions): Promise<void> {
  for (const side of [sides.before, sides.after]) {
    for (const work of worksOf(options)) await takeTurn(side, load, work, options.seconds * 2);
    // What was planned on an empty shop reads all of it.
    await tidy(side, 'vacuum analyze');
  }
}

export const openDuels = (options: Pick<AgainstOptions, 'clients'>): Duel[] =>
  worksOf(options).map((work) => ({ work, before: [], after: [] }));

/** In one round the one goes first, in the next the other: a drift of the machine meets both alike. */
export async function takeTurns(
  sides: Sides,
  load: LoadGenerator,
  { seconds }: Pick<AgainstOptions, 'seconds'>,
  { duels, rounds }: { duels: readonly Duel[]; rounds: number },
  say: (round: number) => void,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const side of [sides.before, sides.after]) await tidy(side, 'vacuum');
    const order = round % 2 === 0 ? (['before', 'after'] as const) : (['after', 'before'] as const);
    for (const duel of duels) for (const who of order) duel[who].push(await takeTurn(sides[who], load, duel.work, seconds));
    say(round + 1);
  }
}
