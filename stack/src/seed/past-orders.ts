import { type Item, items } from './catalogue.ts';
import { type Dice, dice } from './dice.ts';
import { uuidAt } from './ids.ts';
import { type Person, people } from './people.ts';
import { isFew } from './stock.ts';

/** What became of it: it arrived, it is on its way, it waits to be packed, or it was called off. */
export type Fate = 'delivered' | 'shipped' | 'open' | 'cancelled';

export interface PastOrder {
  id: string;
  placedAt: Date;
  person: Person;
  /** Bought without signing in. */
  asGuest: boolean;
  lines: { item: Item; quantity: number }[];
  couponCodes: string[];
  redeemPoints: number;
  fate: Fate;
}

const hour = 3_600_000;
const day = 24 * hour;
const days = 90;

/** Ninety days of orders up to `now`, oldest first: busier at the weekend and towards today. Always the same for the same day. */
export function pastOrders(now: Date): PastOrder[] {
  const luck = dice(90_210);
  // Apart, since how often it is thrown depends on the day: what is bought must not.
  const clock = dice(1_815);
  const shelf = weighted(luck);
  return people
    .flatMap((person) => Array.from({ length: person.orders }, (_, nth) => ({ person, nth })))
    .map(({ person, nth }) => ({ ...onePastOrder(luck, shelf, person, nth), placedAt: timeOfOrder(clock, now) }))
    .sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime())
    .map((order, index) => ({
      ...order,
      id: uuidAt(order.placedAt, `past order ${index}`),
      fate: fateOf(order, now, index),
    }));
}

function timeOfOrder(luck: Dice, now: Date): Date {
  for (;;) {
    const ago = days * luck.roll() ** 1.25 * day;
    const at = new Date(now.getTime() - Math.max(ago, 2 * hour));
    const weekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
    const awake = at.getUTCHours() >= 7;
    if (luck.roll() < (weekend ? 1 : 0.7) * (awake ? 1 : 0.2)) return at;
  }
}

function onePastOrder(luck: Dice, shelf: readonly Item[], person: Person, nth: number): Omit<PastOrder, 'id' | 'placedAt' | 'fate'> {
  const chosen = new Map<string, { item: Item; quantity: number }>();
  const different = luck.pick([1, 1, 1, 2, 2, 3, 4]);
  while (chosen.size < different) {
    const item = luck.pick(shelf);
    const most = item.price > 20_000 ? 1 : item.price > 5_000 ? 2 : item.product.taxCategory === 'food' ? 12 : 4;
    chosen.set(item.sku, { item, quantity: Math.ceil(luck.roll() ** 2 * most) || 1 });
  }
  const asGuest = person.account === undefined && luck.roll() < 0.12;
  const coupon = luck.roll();
  return {
    person,
    asGuest,
    lines: [...chosen.values()],
    couponCodes: !asGuest && nth === 0 && coupon < 0.7 ? ['WELCOME10'] : [],
    redeemPoints: !asGuest && nth > 4 && coupon > 0.7 ? 100 * luck.between(1, 3) : 0,
  };
}

/** Everybody buys mugs and tea; the promised last lamp and the sold-out chair were sold, but not too often. */
function weighted(luck: Dice): Item[] {
  const sellable = items.filter(({ product }) => product.status !== 'DRAFT');
  const favourites = new Map([
    ['MUG-CLASSIC', 14],
    ['TEA-DARJEELING', 12],
    ['COFFEE-HOUSE-BEAN', 9],
    ['LAMP-BRASS', 9],
    ['CHAIR-OAK', 8],
  ]);
  return sellable.flatMap((item) =>
    Array.from({ length: favourites.get(item.sku) ?? (item.price > 30_000 ? 1 : luck.between(1, 4)) }, () => item),
  );
}

function fateOf({ placedAt, lines }: Pick<PastOrder, 'placedAt' | 'lines'>, now: Date, index: number): Fate {
  const age = now.getTime() - placedAt.getTime();
  // Called off goods go back on the shelf; what must end up at one or none is not among them.
  const plentiful = lines.every(({ item }) => item.price < 10_000 && !isFew(item.sku));
  if (index % 19 === 7 && plentiful) return 'cancelled';
  if (age > 6 * day) return 'delivered';
  return age > 2 * day ? 'shipped' : 'open';
}

/** When what followed happened. */
export function timesOf({ placedAt }: PastOrder): Record<'paidAt' | 'shippedAt' | 'deliveredAt' | 'cancelledAt', Date> {
  const later = (ms: number): Date => new Date(placedAt.getTime() + ms);
  return { paidAt: later(4_000), shippedAt: later(1.4 * day), deliveredAt: later(4.6 * day), cancelledAt: later(1.5 * hour) };
}

/** What was sold and stays sold, a SKU. */
export function soldBy(orders: readonly PastOrder[]): Map<string, number> {
  const sold = new Map<string, number>();
  for (const { lines, fate } of orders)
    if (fate !== 'cancelled') for (const { item, quantity } of lines) sold.set(item.sku, (sold.get(item.sku) ?? 0) + quantity);
  return sold;
}
