import { escaped } from '@cartograph/kit/escaped';
import type { Examination } from './examine.ts';

/** The invariants in a few words each (docs/architecture.md). */
export const invariants: Readonly<Record<number, string>> = {
  1: 'stock: levels, ledger and holds agree',
  2: 'one placement a key, one order a placement, at most one order a cart',
  3: 'order totals add up, and what was paid is what is owed',
  4: 'points: balances are the sum of their ledger',
  5: 'events are published, none is given up',
  6: 'nothing is held without a live placement',
  7: 'no placement stays unfinished, every order has a payment and every payment a placement',
  8: 'coupons are used within their limits',
  9: 'every order is there with all that belongs to it',
  10: 'orders cost what was frozen',
  11: 'imports and exports have all their pieces, and count their rows',
  12: 'prices and taxes: one at a time, in lists that are there',
  13: 'groups that customers are in are there, and the log of changes only grows',
  14: 'the catalogue hangs together: options, categories and slugs',
  15: 'ratings count published reviews, and a customer has one review of a product',
  16: 'lists of products are kept by what rooms told last, and products stand as their variants do',
};

/** A line a violation, then a line an invariant, then what is worth knowing. */
export function report({ violations, more, checked, needAttention, notes }: Examination): string {
  const lines = violations.map(({ invariant, room, check, detail }) => `VIOLATION ${invariant} ${room}: ${check}: ${detail}`);
  const summary = Object.entries(invariants).map(([number, claim]) => {
    const broken = violations.filter(({ invariant }) => invariant === Number(number)).length;
    const state = broken > 0 ? `${broken} VIOLATIONS` : 'ok';
    return `${number.padStart(2)} ${state.padEnd(14)} ${claim} (${checked[Number(number)] ?? 0} checks)`;
  });
  const attention =
    needAttention > 0 ? [`${needAttention} placements need attention: placementsNeedingAttention in the graph lists them`] : [];
  const worthKnowing = notes.map(({ room, note, detail }) => `NOTE ${room}: ${note}: ${detail}`);
  const unshown = more > 0 ? [`${more} more like these are not shown`] : [];
  return [
    ...lines,
    ...unshown,
    ...(lines.length > 0 ? [''] : []),
    ...summary,
    ...attention,
    ...worthKnowing,
    `${violations.length + more} violations`,
  ]
    .map(escaped)
    .join('\n');
}
