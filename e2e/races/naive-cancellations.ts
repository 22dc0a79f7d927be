import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { judgeCancellations } from './judge-cancellations.ts';
import { inTransaction, makeTable, readNumber } from './naive.ts';
import type { Contest, Round } from './race.ts';

/**
 * What not to do: settling and cancelling each read the order, decide and write, and neither looks whether the other has written
 * meanwhile; what returns is read, added to and written back.
 */
export async function naiveCancellations(pool: pg.Pool, { name, parallel, dice }: Round): Promise<Contest> {
  const orders = await makeTable(
    pool,
    `${name} orders`,
    "id integer primary key, status text not null default 'CONFIRMED', payment text not null default 'AUTHORIZED'",
  );
  // The provider's book: what it took is positive, what it paid back negative.
  const book = await makeTable(pool, `${name} book`, 'id integer not null, amount integer not null');
  const stock = await makeTable(pool, `${name} stock`, 'units integer not null');
  await pool.query(`insert into ${stock} values (0)`);
  const pauses = Array.from({ length: parallel }, () => dice.between(0, 20));
  const read = async (tx: pg.PoolClient, id: number): Promise<{ status: string; payment: string }> => {
    const { rows } = await tx.query<{ status: string; payment: string }>(`select status, payment from ${orders} where id = $1`, [id]);
    return rows[0] ?? { status: 'none', payment: 'none' };
  };
  const settle = (id: number): Promise<void> =>
    inTransaction(pool, async (tx) => {
      const { status } = await read(tx, id);
      if (status === 'CANCELLED') return;
      await tx.query(`insert into ${book} values ($1, 1500)`, [id]);
      await tx.query(`update ${orders} set payment = 'CAPTURED' where id = $1`, [id]);
    });
  const cancel = (id: number): Promise<void> =>
    inTransaction(pool, async (tx) => {
      const { payment } = await read(tx, id);
      if (payment === 'CAPTURED') await tx.query(`insert into ${book} values ($1, -1500)`, [id]);
      const next = payment === 'CAPTURED' ? 'REFUNDED' : 'VOIDED';
      await tx.query(`update ${orders} set status = 'CANCELLED', payment = $2 where id = $1`, [id, next]);
      const units = await readNumber(tx, `select units from ${stock}`);
      await tx.query(`update ${stock} set units = $1`, [units + 1]);
    });
  return {
    ask: async (id) => {
      await pool.query(`insert into ${orders} values ($1)`, [id]);
      const settling = settle(id);
      await sleep(pauses[id]);
      await Promise.all([settling, cancel(id)]);
      return 'won';
    },
    verdict: async (answers) => {
      const sums = `select id, sum(amount) as kept from ${book} group by id`;
      const voided = await readNumber(pool, `select count(*) from ${orders} where payment = 'VOIDED'`);
      return judgeCancellations({
        answers,
        unpaidBack: await readNumber(pool, `select count(*) from (${sums}) s where kept > 0`),
        paidBackTwice: await readNumber(pool, `select count(*) from (${sums}) s where kept < 0`),
        ways: { voided, 'not voided': parallel - voided },
        returned: { 'units are back': { due: parallel, found: await readNumber(pool, `select units from ${stock}`) } },
      });
    },
  };
}
