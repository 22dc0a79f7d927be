import { type Database, sqlStateOf, type Transaction } from '@cartograph/kit/db';

const somebodyWasFaster = ['23505', '23503']; // unique, foreign key
const attempts = 3;

/** What was found in one look is no longer so in the next one of the same transaction. */
export class Overtaken extends Error {}

/**
 * A transaction that is begun anew when somebody else took a slug, a SKU or a key, or took a category away, between our look and our write: the
 * next look sees it, and says so.
 */
export async function again<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let left = attempts; ; left -= 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (left <= 1 || !(error instanceof Overtaken || somebodyWasFaster.includes(sqlStateOf(error) ?? ''))) throw error;
    }
  }
}
