import { z } from 'zod';
import type { Kind, RowOutcome } from '#kind';
import { leftOut, outcomesOf, problemsOf, type Read } from '#kinds/rows';
import type { ExportedPrice, ImportedRow, PriceRow, PricingRemote } from '#remotes/pricing';
import type { CellProblem, Column, Values } from '#rules/column';
import { priceText, readPrice } from '#rules/price-cell';

const pageRows = 1_000;

const columns: readonly Column[] = [
  { name: 'sku', type: 'text', about: 'What has the price; it need not be there yet.', required: true },
  { name: 'priceListCode', type: 'text', about: 'The code of a price list, whose currency the amounts are in.', required: true },
  {
    name: 'price',
    type: 'text',
    about: 'What one costs, such as 12.50; with what each costs from a quantity on behind it: 12.50\\|10:11.00\\|50:9.90.',
    required: true,
  },
  { name: 'compareAt', type: 'decimal', about: 'What it cost before; more than the price.' },
  { name: 'validFrom', type: 'instant', about: 'It counts from then on; left out or empty: from ever on. A price is known by it.' },
  { name: 'validTo', type: 'instant', about: 'It does not count from then on; empty: for ever.' },
];

const given = z.object({
  sku: z.string(),
  priceListCode: z.string(),
  price: z.string(),
  compareAt: z.string().nullish(),
  validFrom: z.string().nullish(),
  validTo: z.string().nullish(),
});

const placeOf = ({ sku, priceListCode }: Values): string | null =>
  typeof sku === 'string' && typeof priceListCode === 'string' ? `${sku.trim()} in ${priceListCode}` : null;

/** A row for each price of a list: what stands there with the same start is replaced. */
export const pricesKind = (pricing: PricingRemote): Kind => ({
  columns,
  importing: {
    keyOf: (values) => {
      const [place, from] = [placeOf(values), values['validFrom']];
      return place !== null && typeof from === 'string' ? `${place} from ${from}` : place;
    },
    // One price of a SKU ends where the next one begins.
    thingOf: placeOf,
    write: (rows, { dryRun, by }) =>
      outcomesOf(rows, commandOf, async (commands) => {
        const [answer] = await pricing.importPrices([{ batch: 'rows', dryRun, writerId: by.id, writerName: by.name, rows: commands }]);
        return (answer?.rows ?? []).map(outcomeOf);
      }),
  },
  page: async (after, changedAfter) => {
    const [page] = await pricing.exportPrices([{ after, changedAfter, first: pageRows }]);
    if (!page) throw new Error('pricing gave no page');
    return { rows: page.rows.map(rowOf), next: page.next };
  },
});

function commandOf(values: Values): Read<PriceRow> {
  const read = given.safeParse(values);
  if (!read.success) return { refused: { kind: 'refused', problems: problemsOf(read.error) } };
  const { price, validFrom, validTo, ...said } = read.data;
  const breaks = readPrice(price);
  if ('problem' in breaks) return { refused: { kind: 'refused', problems: [breaks.problem] } };
  return {
    command: {
      ...said,
      breaks: breaks.breaks,
      compareAt: said.compareAt ?? null,
      validFrom: validFrom ? new Date(validFrom) : null,
      validTo: validTo ? new Date(validTo) : null,
      keeps: leftOut(read.data, 'compareAt', 'validTo'),
    },
  };
}

function outcomeOf({ state, problems }: ImportedRow): RowOutcome {
  switch (state) {
    case 'CREATED':
    case 'CHANGED':
      return { kind: 'changed' };
    case 'UNCHANGED':
      return { kind: 'unchanged' };
    case 'REFUSED':
      return { kind: 'refused', problems: problems.map(ofColumn) };
  }
}

/** What is wrong with the breaks is wrong with the one column that says them. */
const ofColumn = ({ path, message }: CellProblem): CellProblem =>
  path[0] === 'breaks' ? { path: ['price'], message: `price: ${message}` } : { path, message };

const rowOf = ({ sku, priceListCode, breaks, was, startsAt, endsAt }: ExportedPrice): Values => ({
  sku,
  priceListCode,
  price: priceText(breaks),
  compareAt: was,
  validFrom: startsAt?.toISOString() ?? null,
  validTo: endsAt?.toISOString() ?? null,
});
