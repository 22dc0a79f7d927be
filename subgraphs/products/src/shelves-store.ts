import type { Queryable } from '@cartograph/kit/db';

// Where a product stands is decided by two: who writes the product, and who moves a category or changes a collection. Neither sees what the other
// has not committed. So those who write products do so beside each other, and those who change the shelves alone, each to the end of its
// transaction; asked for before any row is locked, so that nobody waits in a circle.

const shelves = `hashtextextended('products shelves', 0)`;

export async function besideOthers(tx: Queryable): Promise<void> {
  await tx.query({ name: 'shelves_stand_still', text: `select pg_advisory_xact_lock_shared(${shelves})` });
}

export async function alone(tx: Queryable): Promise<void> {
  await tx.query({ name: 'shelves_change', text: `select pg_advisory_xact_lock(${shelves})` });
}
