/** So much of something was done under a key, which begins with a placement's id. */
export interface Effect {
  key: string;
  amount: number;
}

/** What the orders of the shop must have done in a room, and what was done there, as SQL on orders and on that room. */
interface Account {
  name: string;
  room: 'inventory' | 'pricing' | 'customers' | 'payments';
  expected: string;
  actual: string;
}

const kept = `orders o join placements p on p.id = o.id where o.status <> 'CANCELLED'`;

/**
 * Effects that must be there once an order that stands, and not at all for anything else: neither twice nor left behind. Sums, not
 * rows, so that an effect that was repeated under another name is seen as well.
 */
export const accounts: readonly Account[] = [
  {
    name: 'stock taken',
    room: 'inventory',
    expected: `select o.id || ' ' || l.sku as key, sum(l.quantity)::float8 as amount from ${kept.replace(' where', ' join order_lines l on l.order_id = o.id where')} group by 1`,
    actual: `select placement_id || ' ' || l.sku as key, sum(l.quantity)::float8 as amount from holds join hold_lines l using (placement_id)
             where state in ('HELD', 'COMMITTED', 'SHIPPED') group by 1`,
  },
  {
    name: 'price kept',
    room: 'pricing',
    expected: `select o.id::text as key, o.total_minor::float8 as amount from ${kept}`,
    actual: `select placement_id::text as key, sum(total_minor)::float8 as amount from placement_quotes where state in ('FROZEN', 'CONFIRMED') group by 1`,
  },
  {
    name: 'coupon used',
    room: 'pricing',
    expected: `select o.id || ' ' || code as key, 1::float8 as amount from orders o join placements p on p.id = o.id,
               jsonb_array_elements_text(p.request -> 'couponCodes') code where o.status <> 'CANCELLED'`,
    actual: `select placement_id || ' ' || code as key, count(*)::float8 as amount from coupon_claims where released_at is null and code is not null group by 1`,
  },
  {
    name: 'points held or redeemed',
    room: 'customers',
    expected: `select o.id::text as key, (p.facts #>> '{quote,pointsRedeemed}')::float8 as amount from ${kept}`,
    actual: `select placement_id::text as key, sum(points)::float8 as amount from (
               select placement_id, points from point_holds where state = 'HELD'
               union all
               select placement_id, -points from loyalty_entries where kind in ('REDEMPTION', 'REDEMPTION_RETURNED')
             ) taken group by 1`,
  },
  {
    name: 'points to earn',
    room: 'customers',
    expected: `select o.id::text as key, (p.facts #>> '{quote,pointsToEarn}')::float8 as amount from ${kept} and o.customer_id is not null`,
    actual: `select placement_id::text as key, sum(points + pending)::float8 as amount from loyalty_entries where kind like 'ACCRUAL%' group by 1`,
  },
  {
    name: 'money charged by the provider',
    room: 'payments',
    expected: `select o.id::text as key, o.total_minor::float8 as amount from ${kept}`,
    actual: `select key, sum(case state when 'AUTHORIZED' then amount_minor else captured_minor - refunded_minor end)::float8 as amount
             from simulator.charges where state in ('AUTHORIZED', 'CAPTURED') group by 1`,
  },
];

/** A sentence an effect that is doubled, missing or left behind. Nothing is as good as none of it. */
export function compareEffects(name: string, expected: readonly Effect[], actual: readonly Effect[]): string[] {
  const amounts = new Map<string, [number, number]>();
  const at = (key: string): [number, number] => amounts.get(key) ?? [0, 0];
  for (const { key, amount } of expected) amounts.set(key, [at(key)[0] + amount, at(key)[1]]);
  for (const { key, amount } of actual) amounts.set(key, [at(key)[0], at(key)[1] + amount]);
  return [...amounts]
    .filter(([, [right, found]]) => right !== found)
    .map(([key, [right, found]]) => `${name} of ${key}: ${found} instead of ${right}`);
}
