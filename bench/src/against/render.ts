import { median, type Ratio, ratioOf } from './ratio.ts';
import type { Turn, Work } from './side.ts';
import type { Duel } from './turns.ts';

const digits = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const ratio = (value: number): string => value.toFixed(2);

/** `1.01 (0.99 to 1.03)`; without an interval, as far as the rounds lie apart. */
export const quote = ({ median: middle, interval, lowest, highest }: Ratio): string => {
  const [from, to] = interval ?? [lowest, highest];
  return `${ratio(middle)} (${ratio(from)} to ${ratio(to)})`;
};

const workName = ({ asks, clients }: Work): string =>
  `${asks === 'orders' ? 'placing orders' : 'product pages'}, ${clients} client${clients === 1 ? '' : 's'}`;

const figures = ({ asks }: Work): [label: string, figure: keyof Turn][] => {
  const each = asks === 'orders' ? 'order' : 'page';
  return [
    [`${asks} per second`, 'rate'],
    [`ms of processor time per ${each}`, 'all'],
    ['  of Node', 'node'],
    ['  of PostgreSQL', 'postgres'],
  ];
};

const pick = (turns: readonly Turn[], figure: keyof Turn): number[] => turns.map((turn) => turn[figure]);
const compared = ({ before, after }: Duel, figure: keyof Turn): Ratio => ratioOf(pick(before, figure), pick(after, figure));

/** One line per figure: the medians of both sides, and their ratio. */
export function renderTable(duels: readonly Duel[]): string {
  const row = (...cells: string[]): string => cells.map((cell, index) => (index === 0 ? cell.padEnd(36) : cell.padStart(10))).join('');
  return duels
    .flatMap((duel) => [
      row(workName(duel.work), 'before', 'after', 'ratio'),
      ...figures(duel.work).map(([label, figure]) => {
        const { lowest, highest, ...of } = compared(duel, figure);
        const sides = [duel.before, duel.after].map((turns) => digits(median(pick(turns, figure))));
        return `${row(`  ${label}`, ...sides)}   ${quote({ lowest, highest, ...of })}   ${ratio(lowest)} .. ${ratio(highest)}`;
      }),
      '',
    ])
    .join('\n');
}

/** One sentence fit to be quoted: of orders, of the first number of clients. */
export function summarise(duels: readonly Duel[]): string {
  const orders = duels.find(({ work }) => work.asks === 'orders');
  const pages = duels.find(({ work }) => work.asks === 'pages');
  const said = (duel: Duel | undefined, what: string, figure: keyof Turn): string[] =>
    duel ? [`${what} ${quote(compared(duel, figure))}`] : [];
  return [
    ...said(orders, 'processor time per order', 'all'),
    ...said(orders, 'of Node alone', 'node'),
    ...said(orders, 'orders per second', 'rate'),
    ...said(pages, 'processor time per product page', 'all'),
    ...said(pages, 'pages per second', 'rate'),
  ].join(', ');
}

/** What a round gave, so that whoever waits sees it coming. */
export const renderRound = (round: number, rounds: number, duels: readonly Duel[]): string => {
  const last = (turns: readonly Turn[]): number => turns.at(-1)?.all ?? Number.NaN;
  const each = duels.map(({ work, before, after }) => `${workName(work)} ${ratio(last(after) / last(before))}`);
  return `round ${String(round).padStart(String(rounds).length)} of ${rounds}: ratio of processor time: ${each.join('; ')}`;
};
