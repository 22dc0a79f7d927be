import type { Database } from '@cartograph/kit/db';

/** More SKUs are not remembered one by one: then all are looked at. */
const most = 20_000;

// In memory, so that an order writes nothing for it: what a process that dies had not told yet is found by whoever starts next.
const touched = new WeakMap<Database, Set<string>>();

/** Of these SKUs something may be there that was not, or nothing any more: they are looked at within a moment. After the commit. */
export function touch(db: Database, skus: Iterable<string>): void {
  const known = touched.get(db) ?? new Set();
  touched.set(db, known);
  for (const sku of skus) if (known.size <= most) known.add(sku);
}

/** Those that were touched since the last look; `all`: too many to say. */
export function takeTouched(db: Database): readonly string[] | 'all' {
  const known = touched.get(db);
  if (!known || known.size === 0) return [];
  touched.delete(db);
  return known.size > most ? 'all' : [...known];
}
