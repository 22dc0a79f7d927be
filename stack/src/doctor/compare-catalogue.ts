import { findDifferences } from '@cartograph/products/server';
import { openSources } from '../catalogue/sources.ts';
import type { EachRoom } from '../rooms.ts';
import type { Violation } from './readings.ts';

/** The claim of this file. */
export const ofCatalogue = 16;

const shown = 100;

/** 16: lists are kept by what rooms told last. On a running stack what is still otherwise after a wait. */
export async function compareCatalogue(databases: EachRoom<string>, wait: (() => Promise<unknown>) | undefined): Promise<Violation[]> {
  const { products, sources, close } = await openSources(databases, 'doctor');
  const look = async () =>
    (await findDifferences(products, sources)).map(({ what, sku }) => `${what} of ${sku} are kept otherwise than told`);
  try {
    let details = await look();
    if (wait !== undefined && details.length > 0) {
      await wait();
      const now = new Set(await look());
      details = details.filter((detail) => now.has(detail));
    }
    return details
      .slice(0, shown)
      .map((detail) => ({ invariant: ofCatalogue, check: 'lists_are_kept_by_what_rooms_told', room: 'across rooms', detail }));
  } finally {
    await close();
  }
}
