import type pg from 'pg';
import { judgeClaims } from './judge-claims.ts';
import { inTransaction, makeTable, readNumber } from './naive.ts';
import type { Contest, Round } from './race.ts';

/** What not to do: reads how much is left, decides, writes what will be left. */
export async function openNaiveClaims(pool: pg.Pool, { name }: Round, budget: number, each = 1): Promise<Contest> {
  const left = await makeTable(pool, `${name} left`, 'amount integer not null');
  const claims = await makeTable(pool, `${name} claims`, 'index integer not null');
  await pool.query(`insert into ${left} values ($1)`, [budget]);
  return {
    ask: (index) =>
      inTransaction(pool, async (tx) => {
        const rest = (await readNumber(tx, `select amount from ${left}`)) - each;
        if (rest < 0) return 'refused';
        await tx.query(`insert into ${claims} values ($1)`, [index]);
        await tx.query(`update ${left} set amount = $1`, [rest]);
        return 'won';
      }),
    verdict: async (answers) => {
      const taken = (budget - (await readNumber(pool, `select amount from ${left}`))) / each;
      return judgeClaims({ limit: Math.floor(budget / each), answers, taken });
    },
  };
}
