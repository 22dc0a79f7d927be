import {
  type Connection,
  type CursorKeys,
  connectionOf,
  encodeCursor,
  type PageArguments,
  placeOf,
  readPage,
} from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { findCountry } from '@cartograph/kit/people/countries';
import type { TaxRateRow } from '#tax/rules/tax-rate-state';
import { listTaxRateRows, type TaxRatePlace } from '#tax/tax-rate-store';

export interface TaxRatesFilter {
  readonly country: string | null;
  readonly at: Date | null;
}

export type TaxRateConnection = Connection<TaxRateRow> & { totalCount: number };

/** Rates by country, region, category and time. An unknown country is BAD_USER_INPUT. */
export async function listTaxRates(db: Database, { country, at }: TaxRatesFilter, args: PageArguments): Promise<TaxRateConnection> {
  const page = readPage(args, 50);
  const known = country === null ? undefined : findCountry(country);
  if (country !== null && !known) throw badUserInput('country', 'country must be an ISO 3166-1 alpha-2 code, such as US.');
  const after = placeOf(page, 5, placeFrom);
  const { rows, total } = await listTaxRateRows(db, {
    country: known?.code ?? null,
    at,
    limit: page.limit,
    backward: page.backward,
    after,
  });
  return { ...connectionOf(rows, page, cursorOf, (row) => row), totalCount: total };
}

const cursorOf = ({ country, region, taxCategory, validFrom, id }: TaxRateRow): string =>
  encodeCursor([country, region, taxCategory, validFrom.toISOString(), id]);

function placeFrom([country, region, taxCategory, validFrom, id]: CursorKeys): TaxRatePlace | undefined {
  const texts = [country, region, taxCategory, validFrom, id].map(String);
  const fits = Number.isFinite(Date.parse(texts[3] ?? '')) && isUuid(texts[4] ?? '');
  return fits ? [texts[0] ?? '', texts[1] ?? '', texts[2] ?? '', texts[3] ?? '', texts[4] ?? ''] : undefined;
}
