import { findDifferences } from '@cartograph/products/server';
import { openSources } from '../catalogue/sources.ts';
import type { EachRoom } from '../rooms.ts';
import type { Violation } from './readings.ts';

/** The claim of this file. */
export const ofCatalogue = 16;

const shown = 100;

export interface Compared {
  violations: Violation[];
  /** What lists have not heard of yet: no violation, and lists that say it late. */
  notes: { room: 'products'; note: string; detail: string }[];
}

/**
 * 16: lists are kept by what rooms told last. On a running stack what is still otherwise after a wait. What was said under a later number than
 * is kept has not come yet (rooms that run alone and hear only themselves, a data folder from before) and is worth knowing.
 */
export async function compareCatalogue(databases: EachRoom<string>, wait: (() => Promise<unknown>) | undefined): Promise<Compared> {
  const { products, sources, close } = await openSources(databases, 'doctor');
  const look = async () => {
    const { behind = [], otherwise = [] } = Object.groupBy(await findDifferences(products, sources), (one) =>
      one.behind ? 'behind' : 'otherwise',
    );
    return { behind, details: otherwise.map(({ what, sku }) => `${what} of ${sku} are kept otherwise than told`) };
  };
  try {
    let { behind, details } = await look();
    if (wait !== undefined && details.length + behind.length > 0) {
      await wait();
      const later = await look();
      const now = new Set(later.details);
      details = details.filter((detail) => now.has(detail));
      behind = later.behind;
    }
    return {
      violations: details
        .slice(0, shown)
        .map((detail) => ({ invariant: ofCatalogue, check: 'lists_are_kept_by_what_rooms_told', room: 'across rooms', detail })),
      notes: behind.length === 0 ? [] : [{ room: 'products', note: 'lists_have_not_heard', detail: unheard(behind) }],
    };
  } finally {
    await close();
  }
}

const unheard = (behind: readonly { what: string; sku: string }[]): string =>
  `${behind.length} prices or stocks, such as of ${behind[0]?.sku}: they come by events, and by npm run catalogue:rebuild`;
