import type { Queryable } from '@cartograph/kit/db';
import { countEvents, type EventsOfRow, eventsByLookup, insertEvents } from '@cartograph/kit/numbered-events';
import { orderPlaced } from '#events';
import { factColumns, keptFacts, keptLineFacts, lineFactColumns } from '#order/price-facts-store';
import type { PlacementFacts } from '#placing/rules/facts';
import type { StoredProblem } from '#placing/rules/problem';
import type { PlacementRequest } from '#placing/rules/request';
import { withoutOrdersFacts } from '#placing/rules/stored-quote';
import { stillLiving } from '#placing/server-life-store';

const byId = (items: readonly { id: string }[], valueOf: (index: number) => unknown): string =>
  JSON.stringify(Object.fromEntries(items.map(({ id }, index) => [id, valueOf(index)])));

/** What a decided placement needs no more: how it was paid, and who asked. */
export const forgotten = `request - '{paymentToken,client}'::text[]`;

export interface Confirmable {
  id: string;
  request: PlacementRequest;
  facts: PlacementFacts;
  life: string;
}

const placed = { parameter: '$4', lookup: 'id::text' };

/** Its number is drawn as it is inserted. */
function placedEvent({ id, request: { customerId, email, currency }, facts: { quote } }: Confirmable): EventsOfRow {
  if (!quote) throw new Error(`placement ${id} has no frozen price`);
  const { totalMinor } = quote;
  const lines = quote.lines.map(({ sku, quantity, unitMinor, totalMinor: minor }) => ({ sku, quantity, unitMinor, totalMinor: minor }));
  return [id, orderPlaced.lacking('number', id, { email, lines, orderId: id, currency, customerId, totalMinor })];
}

/** Fields stand as in `storedQuote`. */
const decidedFacts = ({ heard, price, quote, stock, tries, points, payment, variants, ...rest }: PlacementFacts) => ({
  heard,
  price,
  quote: quote && withoutOrdersFacts(quote),
  stock,
  tries,
  points,
  payment,
  variants,
  ...rest,
});

/**
 * pending -> confirmed, in one statement and one commit: the order as it was frozen, its lines, its first events, the closed cart
 * and the event for other rooms. The order is made from the quote of the facts that are written with it, so that nothing can differ from what
 * was priced, and they need no write of their own before; what the order keeps of the quote, the facts need not.
 * The update names its rows by id alone: joined to a list it silently skipped rows that a concurrent update had just touched.
 * Gives the ids that this call decided: re-read the others. `life` is the server's, from before the first Try.
 */
export async function confirmPlacements(db: Queryable, items: readonly Confirmable[]): Promise<Set<string>> {
  const incomplete = items.find(({ facts: { variants } }) => !variants);
  if (incomplete) throw new Error(`placement ${incomplete.id} has no titles`);
  const rows = await db.query<{ id: string }>({
    name: 'placements_confirm',
    text: `with decided as (
             update placements set state = 'confirmed', decided_at = now(), facts = $2::jsonb -> id::text, request = ${forgotten}
             where id = any(${stillLiving('$1', '$3')}) and state is not distinct from 'pending'
             returning id, cart_id, request, facts
           ), placed as (
             insert into orders (id, customer_id, email, shipping_address, billing_address, cart_id, currency,
                                 subtotal_minor, discount_minor, shipping_minor, tax_minor, included_tax_minor, total_minor,
                                 ${factColumns}, event_sequence)
             select id, (request ->> 'customerId')::uuid, request ->> 'email', request -> 'shippingAddress',
                    nullif(request -> 'billingAddress', 'null'), cart_id, request ->> 'currency',
                    (quote ->> 'subtotalMinor')::bigint, (quote ->> 'discountMinor')::bigint, (quote ->> 'shippingMinor')::bigint,
                    (quote ->> 'taxMinor')::bigint, (quote ->> 'includedTaxMinor')::bigint, (quote ->> 'totalMinor')::bigint,
                    ${keptFacts(`request ->> 'customerId'`)}, ${countEvents(placed)}
             from decided cross join lateral (select $5::jsonb -> id::text as quote) q
             returning id, number, event_sequence
           ), lines as (
             insert into order_lines (order_id, position, sku, title, quantity, unit_minor, total_minor, ${lineFactColumns})
             select d.id, l.position, l.line ->> 'sku', v.variant ->> 'title', (l.line ->> 'quantity')::int,
                    (l.line ->> 'unitMinor')::bigint, (l.line ->> 'totalMinor')::bigint, ${keptLineFacts('l.line')}
             from decided d
             cross join lateral jsonb_array_elements($5::jsonb -> d.id::text -> 'lines') with ordinality as l(line, position)
             join lateral jsonb_array_elements(d.facts -> 'variants') as v(variant) on v.variant ->> 'sku' = l.line ->> 'sku'
           ), happened as (
             insert into order_events (order_id, type)
             select d.id, t.type from decided d cross join (values (1, 'PLACED'), (2, 'PAYMENT_AUTHORIZED')) as t(position, type)
             order by d.id, t.position
           ), closed as (
             update carts set status = 'closed', version = version + 1, updated_at = now()
             where status = 'placing' and placement_id = any(array(select id from decided where cart_id is not null))
           ), told as (
             ${insertEvents({ ...placed, from: 'placed', lacked: 'number' })}
           )
           select id from placed`,
    values: [
      items.map(({ id }) => id),
      byId(items, (index) => items[index] && decidedFacts(items[index].facts)),
      items.map(({ life }) => life),
      eventsByLookup(items.map(placedEvent)),
      byId(items, (index) => items[index]?.facts.quote),
    ],
  });
  return new Set(rows.map(({ id }) => id));
}

/** pending -> aborting; frees the cart. The ids that this call decided: re-read the others. */
export async function abortPlacements(
  db: Queryable,
  items: readonly { id: string; problems: StoredProblem[]; facts: PlacementFacts }[],
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>({
    name: 'placements_abort',
    text: `with aborted as (
             update placements set state = 'aborting', decided_at = now(), problems = $2::jsonb -> id::text, facts = $3::jsonb -> id::text,
               request = ${forgotten}
             where id = any($1::uuid[]) and state is not distinct from 'pending' returning id, cart_id
           ), freed as (
             update carts set status = 'open', placement_id = null, updated_at = now()
             where status = 'placing' and placement_id = any(array(select id from aborted where cart_id is not null))
           )
           select id from aborted`,
    values: [items.map(({ id }) => id), byId(items, (index) => items[index]?.problems), byId(items, (index) => items[index]?.facts)],
  });
  return new Set(rows.map(({ id }) => id));
}
