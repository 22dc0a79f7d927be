import type { OrdersRemotes } from '@cartograph/orders/server';
import pg from 'pg';

type Inventory = OrdersRemotes['inventory'];

export interface NaiveInventory extends Inventory {
  close(): Promise<void>;
}

/** What not to do: reads how much there is, decides, and then writes what is left. Everything else it forgets. */
export async function openNaiveInventory(databaseUrl: string, stock: number): Promise<NaiveInventory> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query('create table naive_stock (available integer not null)');
  await pool.query('insert into naive_stock values ($1)', [stock]);
  const takeSome = async (wanted: number): Promise<boolean> => {
    const { rows } = await pool.query<{ available: number }>('select available from naive_stock');
    const left = (rows[0]?.available ?? 0) - wanted;
    if (left < 0) return false;
    await pool.query('update naive_stock set available = $1', [left]);
    return true;
  };
  const as =
    (state: Awaited<ReturnType<Inventory['commitStock']>>[number]['state']): Inventory['commitStock'] =>
    async (commands) =>
      commands.map(({ placementId }) => ({ placementId, state }));
  return {
    reserveStock: (commands) =>
      Promise.all(
        commands.map(async ({ placementId, lines }) => {
          const [line] = lines;
          if (!line || (await takeSome(line.quantity))) return { placementId, state: 'HELD', shortages: [] };
          return { placementId, state: 'REFUSED', shortages: [{ sku: line.sku, requested: line.quantity, available: 0 }] };
        }),
      ),
    commitStock: as('COMMITTED'),
    releaseStock: as('RELEASED'),
    returnStock: as('RETURNED'),
    close: () => pool.end(),
  };
}
