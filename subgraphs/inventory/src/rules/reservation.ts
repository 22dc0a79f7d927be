import { backorderRest, type Terms } from '#rules/terms';

/** What is free at one place: on hand less reserved. A lower priority number is picked from first. */
export interface FreeStock {
  readonly sku: string;
  readonly locationId: string;
  readonly priority: number;
  readonly available: number;
}

export interface StockLine {
  readonly sku: string;
  readonly quantity: number;
}

export interface Demand {
  readonly placementId: string;
  readonly lines: readonly StockLine[];
}

export interface StockPick extends StockLine {
  readonly locationId: string;
}

export interface Shortage {
  readonly sku: string;
  readonly requested: number;
  readonly available: number;
}

export type Decision =
  | {
      readonly kind: 'held';
      readonly placementId: string;
      readonly picks: StockPick[];
      /** What it has bought that is not there yet. */
      readonly waiting: StockLine[];
    }
  | { readonly kind: 'refused'; readonly placementId: string; readonly shortages: Shortage[] };

/** The same SKU on two lines is one wish: what is short is judged on the sum. */
export function sumLines(lines: readonly StockLine[]): StockLine[] {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return [...sums].map(([sku, quantity]) => ({ sku, quantity }));
}

/**
 * Decides placements in the order given, each all or nothing, on stock that the caller has locked. Only placements that touch a
 * SKU short over the whole batch can be refused: where the total suffices, every one before and after is granted too. A SKU with terms
 * keeps its buffer and what others wait for; what is not there may be sold up to the limit, and then waits.
 */
export function reserve(stock: readonly FreeStock[], demands: readonly Demand[], terms: readonly Terms[] = []): Decision[] {
  const shelves = shelvesBySku(stock);
  const termsOf = new Map(terms.map((each) => [each.sku, each]));
  return demands.map(({ placementId, lines }) => {
    const wishes = sumLines(lines);
    const shortages = wishes.flatMap(({ sku, quantity }) => {
      const offered = offerOf(shelves.get(sku), termsOf.get(sku));
      const available = Math.min(offered.here + offered.later, offered.most);
      return available < quantity ? [{ sku, requested: quantity, available }] : [];
    });
    if (shortages.length > 0) return { kind: 'refused', placementId, shortages };
    const waiting: StockLine[] = [];
    const picks = wishes.flatMap(({ sku, quantity }) => {
      const onShelves = shelves.get(sku) ?? [];
      const own = termsOf.get(sku);
      const here = own ? Math.min(quantity, offerOf(onShelves, own).here) : quantity;
      if (own && here < quantity) {
        waiting.push({ sku, quantity: quantity - here });
        termsOf.set(sku, { ...own, backordered: own.backordered + quantity - here });
      }
      return take(onShelves, { sku, quantity: here });
    });
    return { kind: 'held', placementId, picks, waiting };
  });
}

/** What there is of a SKU now, what may be sold of what is to come, and the most that one order may have. */
function offerOf(shelves: readonly Shelf[] | undefined, terms: Terms | undefined) {
  const free = availableOn(shelves);
  if (!terms) return { here: free, later: 0, most: free };
  return {
    here: Math.max(0, free - terms.buffer - terms.backordered),
    later: backorderRest(terms),
    most: terms.maxPerOrder ?? Number.POSITIVE_INFINITY,
  };
}

export interface Shelf {
  readonly locationId: string;
  free: number;
}

export function shelvesBySku(stock: readonly FreeStock[]): Map<string, Shelf[]> {
  const ordered = [...stock].sort((a, b) => a.priority - b.priority || (a.locationId < b.locationId ? -1 : 1));
  const shelves = new Map<string, Shelf[]>();
  for (const { sku, locationId, available } of ordered) {
    const shelf = { locationId, free: available };
    const known = shelves.get(sku);
    if (known) known.push(shelf);
    else shelves.set(sku, [shelf]);
  }
  return shelves;
}

const availableOn = (shelves: readonly Shelf[] | undefined): number => shelves?.reduce((sum, { free }) => sum + free, 0) ?? 0;

/** One parcel where one place has it all, the best place first; else split over the places in their order. */
export function take(shelves: readonly Shelf[], { sku, quantity }: StockLine): StockPick[] {
  if (quantity === 0) return [];
  const whole = shelves.find(({ free }) => free >= quantity);
  const picks: StockPick[] = [];
  let left = quantity;
  for (const shelf of whole ? [whole] : shelves) {
    const picked = Math.min(shelf.free, left);
    if (picked <= 0) continue;
    shelf.free -= picked;
    left -= picked;
    picks.push({ sku, locationId: shelf.locationId, quantity: picked });
  }
  return picks;
}
