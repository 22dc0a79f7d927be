import type { EachRoom, RoomName } from '@cartograph/stack/rooms';
import pg from 'pg';

/** One order of a shop as it stands in each room, to be copied. */
export interface Template {
  id: string;
  number: string;
  sku: string;
}

interface Copied {
  table: string;
  /** SQL of the column that names the placement; the placement itself stands in the rows as text too. */
  key: string;
  /** What no two copies may share, as SQL of `n`, the copy's number. */
  own?: string;
}

const tables: Partial<Record<RoomName, readonly Copied[]>> = {
  orders: [
    { table: 'placements', key: 'id', own: `'idempotency_key', 'copy ' || n` },
    { table: 'orders', key: 'id', own: `'number', 'X-' || n` },
    { table: 'order_lines', key: 'order_id', own: `'id', uuidv7()` },
    { table: 'order_events', key: 'order_id', own: `'id', uuidv7()` },
    { table: 'outbox', key: 'key::uuid', own: `'id', uuidv7(), 'published_at', now() - interval '1 hour'` },
  ],
  inventory: [
    { table: 'holds', key: 'placement_id' },
    { table: 'hold_lines', key: 'placement_id' },
  ],
  pricing: [{ table: 'placement_quotes', key: 'placement_id' }],
  payments: [
    { table: 'payments', key: 'placement_id', own: `'id', uuidv7(), 'provider_reference', 'sim_copy' || n` },
    { table: 'attempts', key: 'placement_id', own: `'id', uuidv7()` },
    { table: 'outbox', key: 'key::uuid', own: `'id', uuidv7(), 'published_at', now() - interval '1 hour'` },
    { table: 'simulator.charges', key: 'key::uuid', own: `'reference', 'sim_copy' || n` },
  ],
};

/** Placed in 2025, a millisecond apart: UUIDv7 as orders have them. */
const copyId = `(lpad(to_hex(1735689600000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid::text`;

/** The newest settled order of a guest, with one line and without a coupon. */
export async function findTemplate(orders: string): Promise<Template> {
  const [found] = await withClient(orders, (client) =>
    client.query<Template>(`
      select o.id, o.number, min(l.sku) as sku from orders o join order_lines l on l.order_id = o.id join placements p on p.id = o.id
      where o.customer_id is null and o.payment_status = 'PAID' and o.status = 'CONFIRMED' and p.state = 'completed' and o.discount_minor = 0
      group by o.id having count(*) = 1 order by o.id desc limit 1`),
  );
  if (!found) throw new Error('no order can be copied: place one of a guest first');
  return found;
}

/** Copies an order `count` times in every room, in SQL: its numbers begin at `from`, so that a shop can grow twice. */
export async function growShop(
  databases: EachRoom<string>,
  template: Template,
  count: number,
  from = 1,
  say: (line: string) => void = () => undefined,
): Promise<void> {
  const batch = 10_000;
  const grow = async (room: RoomName): Promise<void> => {
    await withClient(databases[room], async (client) => {
      for (let first = from; first < from + count; first += batch) {
        const last = Math.min(first + batch, from + count) - 1;
        for (const copied of tables[room] ?? []) await client.query(copyText(template, copied, first, last));
        if (last % 100_000 === 0) say(`${room}: ${last} of ${count}`);
      }
      return { rows: [] };
    });
  };
  await Promise.all(Object.keys(tables).map((room) => grow(room as RoomName)));
  await withClient(databases.inventory, (client) => client.query(stockText(template, count)));
}

/** Order by order, so that what two rows of an order tell has ids beside each other. */
const copyText = ({ id, number }: Template, { table, key, own }: Copied, first: number, last: number): string => `
  with t as materialized (select to_jsonb(original)::text as said from ${table} original where ${key} = '${id}')
  insert into ${table}
  select (row).* from (
    select jsonb_populate_record(null::${table}, replace(replace(said, '${id}', ${copyId}), '"${number}"', '"X-' || n || '"')::jsonb
      ${own === undefined ? '' : `|| jsonb_build_object(${own})`}) as row
    from (select n, said from generate_series(${first}, ${last}) n cross join t order by n, said offset 0) each offset 0) copied`;

/** For whoever buys while it is measured: more than they can in an hour. */
const forBuyers = 1_000_000;

/** What the copies hold must be there, and as much as is bought beside them. */
const stockText = ({ id }: Template, count: number): string => `
  with line as (select sku, location_id, quantity * ${count} as units from hold_lines where placement_id = '${id}'),
       level as (update levels l set on_hand = on_hand + units + ${forBuyers}, reserved = reserved + units from line
                 where l.sku = line.sku and l.location_id = line.location_id returning l.sku)
  insert into movements (sku, location_id, kind, delta) select sku, location_id, 'RECEIPT', units + ${forBuyers} from line where exists (select from level)`;

async function withClient<Row extends pg.QueryResultRow>(
  url: string,
  work: (client: pg.Client) => Promise<{ rows: Row[] }>,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await work(client)).rows;
  } finally {
    await client.end();
  }
}
