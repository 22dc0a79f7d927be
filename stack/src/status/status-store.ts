import pg from 'pg';

export interface RoomStatus {
  /** Rows a table, the room's own tables only. */
  tables: Readonly<Record<string, number>>;
  /** Events that are not published yet, and those that were given up. */
  waiting: number;
  parked: number;
}

/** What one room's database holds; undefined: it does not answer. */
export const readRoom = (url: string | undefined): Promise<RoomStatus | undefined> =>
  answered(url, async (client) => {
    const { rows } = await client.query<{ name: string; count: string }>(`
      select relname as name, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from public.%I', relname), true, true, '')))[1] as count
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence = 'p'
        and relname not in ('outbox', 'inbox', 'retention_turns') order by relname`);
    const lag = await client.query<{ waiting: number; parked: number }>(`
      select (select count(*)::int from outbox where published_at is null and parked_at is null) as waiting,
             (select count(*)::int from outbox where published_at is null and parked_at is not null) as parked`);
    const { waiting = 0, parked = 0 } = lag.rows[0] ?? {};
    return { tables: Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)])), waiting, parked };
  });

/** Of orders' database: placements that are not at their end, and those that wait for a person. */
export const readPlacements = (url: string | undefined): Promise<{ open: number; attention: number } | undefined> =>
  answered(url, async (client) => {
    const { rows } = await client.query<{ open: number; attention: number }>(`
      select count(*) filter (where state in ('pending', 'confirmed', 'aborting') and not needs_attention)::int as open,
             (select count(*) from (select id from placements where needs_attention
                                    union select order_id from cancellations where state = 'pending' and needs_attention) flagged)::int as attention
      from placements`);
    return rows[0];
  });

async function answered<T>(url: string | undefined, ask: (client: pg.Client) => Promise<T>): Promise<T | undefined> {
  if (url === undefined) return undefined;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000, application_name: 'status' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await ask(client);
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
