import type { Database } from '@cartograph/kit/db';
import { formatDecimal } from '@cartograph/kit/money';
import { loadExportedEntries, type Place } from '#prices/price-entry-store';

export interface ExportPricesCommand {
  /** What the page before gave as `next`; null: from the first. */
  readonly after: string | null;
  /** Only what was changed since; null: all. */
  readonly changedAfter: Date | null;
  readonly first: number;
}

export interface ExportPricesOutcome {
  after: string | null;
  rows: ExportedPrice[];
  /** Null: this was the last page. */
  next: string | null;
}

export interface ExportedPrice {
  sku: string;
  priceListCode: string;
  breaks: { minQuantity: number; unit: string }[];
  compareAt: string | null;
  validFrom: Date | null;
  validTo: Date | null;
}

export const maxExported = 1_000;

/** Pages of all prices of all lists, by SKU: what an import takes. A statement a page. */
export async function exportPrices(db: Database, commands: readonly ExportPricesCommand[]): Promise<ExportPricesOutcome[]> {
  const outcomes: ExportPricesOutcome[] = [];
  for (const { after, changedAfter, first } of commands) {
    if (!(first >= 1 && first <= maxExported)) throw new RangeError(`first must be from 1 to ${maxExported}`);
    const found = await loadExportedEntries(db, after === null ? null : placeOf(after), changedAfter, first);
    const last = found.length === first ? found.at(-1) : undefined;
    const rows = found.map(({ code, entry: { sku, currency, breaks, compareAtMinor, validFrom, validTo } }) => ({
      sku,
      priceListCode: code,
      breaks: breaks.map(({ minQuantity, unitMinor }) => ({ minQuantity, unit: formatDecimal(unitMinor, currency) })),
      compareAt: compareAtMinor === null ? null : formatDecimal(compareAtMinor, currency),
      validFrom,
      validTo,
    }));
    outcomes.push({ after, rows, next: last ? nextOf({ ...last.entry, code: last.code }) : null });
  }
  return outcomes;
}

/** Codes and times have no blanks, a SKU may. */
const nextOf = ({ code, validFrom, sku }: Place): string => `${code} ${validFrom?.toISOString() ?? '-'} ${sku}`;

function placeOf(after: string): Place {
  const [code = '', from = '-', ...sku] = after.split(' ');
  return { code, validFrom: from === '-' ? null : new Date(from), sku: sku.join(' ') };
}
