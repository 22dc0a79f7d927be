import { items } from './catalogue.ts';
import { dice } from './dice.ts';

const oakland = 'oakland';
const rotterdam = 'rotterdam';

interface Wanted {
  oakland: number;
  rotterdam: number;
}

/** What the demo promises of these SKUs, whatever the dice say. */
const promised: Readonly<Record<string, Wanted>> = {
  'MUG-CLASSIC': { oakland: 4_800, rotterdam: 2_200 },
  'TEA-DARJEELING': { oakland: 1_400, rotterdam: 900 },
  'LAMP-BRASS': { oakland: 1, rotterdam: 0 },
  'CHAIR-OAK': { oakland: 0, rotterdam: 0 },
  'DESK-STANDING': { oakland: 26, rotterdam: 14 },
  // A few that staff will want to order again.
  'PAN-CAST-30': { oakland: 2, rotterdam: 1 },
  'POT-TEA-12': { oakland: 0, rotterdam: 3 },
  'RUG-FLAT-L': { oakland: 1, rotterdam: 1 },
  'BLANKET-WOOL-BRICK': { oakland: 4, rotterdam: 0 },
  'PEN-BRASS-FOUNT': { oakland: 3, rotterdam: 0 },
  'SHEARS-PRUNE-L': { oakland: 0, rotterdam: 2 },
  'GRINDER-HAND-WALNUT': { oakland: 2, rotterdam: 2 },
  // Sold before they are there.
  'MIRROR-SHAVE-BRASS': { oakland: 0, rotterdam: 0 },
  'TABLE-ROUND-130': { oakland: 0, rotterdam: 0 },
};

const day = 86_400_000;

/** What is sold before it is there: one that is sold out for now, and one that is still being made. */
const terms = (now: Date) => [
  {
    sku: 'MIRROR-SHAVE-BRASS',
    backorder: 'BACKORDER' as const,
    backorderLimit: 12,
    expectedAt: daysLater(now, 21),
    maxPerOrder: null,
    buffer: 0,
  },
  {
    sku: 'TABLE-ROUND-130',
    backorder: 'PREORDER' as const,
    backorderLimit: 30,
    expectedAt: daysLater(now, 60),
    maxPerOrder: null,
    buffer: 0,
  },
];

/** At noon, so that the same day gives the same promise. */
const daysLater = (now: Date, days: number): Date => new Date(Math.floor(now.getTime() / day) * day + (days + 0.5) * day);

/** Of what is promised to be few, there may be none to call off: a reservation of it would be refused. */
export const isFew = (sku: string): boolean => {
  const few = promised[sku];
  return few !== undefined && few.oakland + few.rotterdam < 10;
};

/** Dear things are stocked by the dozen, cheap ones by the hundred; some stand in one warehouse only. */
function wanted(sku: string, price: number, luck: ReturnType<typeof dice>): Wanted {
  const about = Math.round(Math.min(400, Math.max(12, 900_000 / price)));
  const chosen = { oakland: luck.between(about >> 1, about), rotterdam: luck.between(about >> 2, about) };
  const where = luck.roll();
  return promised[sku] ?? (where < 0.12 ? { ...chosen, oakland: 0 } : where < 0.2 ? { ...chosen, rotterdam: 0 } : chosen);
}

/**
 * What inventory imports. Past sales are added on top, where they will be picked from, so that what is left after them is what the
 * demo promises. Oakland comes first wherever it has the goods.
 */
export function stock(sold: ReadonlyMap<string, number>, now: Date) {
  const luck = dice(1847);
  return {
    // Before the first of the orders that took from it.
    at: new Date(now.getTime() - 120 * day),
    terms: terms(now),
    locations: [
      { id: oakland, name: 'Oakland', priority: 1 },
      { id: rotterdam, name: 'Rotterdam', priority: 2 },
    ],
    levels: items.flatMap(({ sku, price }) => {
      const left = wanted(sku, price, luck);
      const before = sold.get(sku) ?? 0;
      const home = left.oakland === 0 && left.rotterdam > 0 ? rotterdam : oakland;
      const lowStockThreshold = price > 20_000 ? 2 : 5;
      return [
        { sku, locationId: oakland, onHand: left.oakland + (home === oakland ? before : 0), lowStockThreshold },
        { sku, locationId: rotterdam, onHand: left.rotterdam + (home === rotterdam ? before : 0), lowStockThreshold: 0 },
      ];
    }),
  };
}
