import type { EachRoom } from '@cartograph/stack/rooms';
import pg from 'pg';
import type { Entry } from './ledger.ts';

/** What the databases say of one idempotency key, once nothing is under way. */
export interface BookRow {
  key: string;
  state: string;
  needsAttention: boolean;
  order: { id: string; number: string; total: string; status: string } | null;
  /** `kept`: what was captured and not given back. */
  payment: { state: string; kept: string } | null;
}

/** An amount of a currency with two decimals as it stands on an order, such as 25.00 USD. */
const decimal = (minor: string, currency: string): string => `round((${minor}) / 100.0, 2) || ' ' || ${currency}`;

/** Every placement with its order and its payment. */
export async function readBooks(databases: EachRoom<string>): Promise<BookRow[]> {
  const [placements, payments] = await Promise.all([
    readAll<{ id: string; key: string; state: string; attention: boolean; number: string | null; total: string; status: string }>(
      databases.orders,
      `select p.id, p.idempotency_key as key, p.state, p.needs_attention as attention, o.number,
              ${decimal('o.total_minor', 'o.currency')} as total, o.status
       from placements p left join orders o on o.id = p.id`,
    ),
    readAll<{ id: string; state: string; kept: string }>(
      databases.payments,
      `select placement_id as id, state, ${decimal('captured_minor - refunded_minor', 'currency')} as kept from payments`,
    ),
  ]);
  const paid = new Map(payments.map(({ id, ...payment }) => [id, payment]));
  return placements.map(({ id, key, state, attention, number, total, status }) => ({
    key,
    state,
    needsAttention: attention,
    order: number === null ? null : { id, number, total, status },
    payment: paid.get(id) ?? null,
  }));
}

async function readAll<Row extends pg.QueryResultRow>(connectionString: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every answer that the books take back, a sentence each. Cheap, so that all keys of a long run are looked at and not a sample. */
export function wrongReplies(entries: readonly Entry[], books: readonly BookRow[]): string[] {
  const rowsOf = Map.groupBy(books, ({ key }) => key);
  return entries.flatMap((entry) => {
    const key = entry.purchase.idempotencyKey;
    const wrong = wrongReply(entry, rowsOf.get(key) ?? []);
    return wrong === undefined ? [] : [`${key} (${entry.purchase.payment.token}): ${wrong}`];
  });
}

const isLetGo = ({ payment }: BookRow): boolean => payment === null || payment.state === 'VOIDED' || payment.state === 'DECLINED';

function wrongReply({ told, cancelled }: Entry, [row, ...more]: readonly BookRow[]): string | undefined {
  if (more.length > 0) return `${more.length + 1} placements`;
  if (!row) return told && (told.kind === 'OrderPlaced' || told.recorded) ? `told ${told.kind}, and there is no placement` : undefined;
  const { state, order, payment } = row;
  if (state !== 'completed' && state !== 'aborted') return `never came to an end: ${state}${row.needsAttention ? ', needs attention' : ''}`;
  if (told && (told.kind === 'OrderPlaced') !== (state === 'completed')) return `told ${told.kind}, and the placement is ${state}`;
  if (state === 'aborted') {
    if (order) return `rejected, and there is the order ${order.number}`;
    return isLetGo(row) ? undefined : `rejected, and the payment is ${payment?.state}`;
  }
  if (!order) return 'placed, and there is no order';
  if (told?.kind === 'OrderPlaced' && (told.id !== order.id || told.number !== order.number || told.total !== order.total))
    return `told ${told.id} ${told.number} ${told.total}, and the order is ${order.id} ${order.number} ${order.total}`;
  if (cancelled && order.status !== 'CANCELLED') return `told that it is cancelled, and the order is ${order.status}`;
  const shown = payment ? `${payment.state}, ${payment.kept} kept of ${order.total}` : 'not there';
  const kept = order.status === 'CANCELLED' ? Number.parseFloat(payment?.kept ?? '1') === 0 : payment?.kept === order.total;
  return kept ? undefined : `the order is ${order.status}, and the payment ${shown}`;
}
