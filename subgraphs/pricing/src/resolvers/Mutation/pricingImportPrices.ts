import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import type { MutationResolvers, PricingImportPricesInput } from '#generated/resolvers';

export const pricingImportPrices: NonNullable<MutationResolvers['pricingImportPrices']> = (_root, { batches }, { caller, commands }) => {
  requireRoom(caller);
  if (batches.some(({ rows }) => rows.length > 1_000)) throw badUserInput('batches', 'rows must be at most 1000 a batch.');
  return commands.importPrices(batches.map(commandOf));
};

const commandOf = ({ batch, dryRun, writerId, writerName, rows }: PricingImportPricesInput) => ({
  batch,
  dryRun,
  writerId: writerId ?? null,
  writerName,
  rows: rows.map(({ sku, priceListCode, breaks, compareAt, validFrom, validTo, keeps }) => ({
    sku,
    priceListCode,
    breaks: breaks.map(({ minQuantity, unit }) => ({ minQuantity, unit })),
    compareAt: compareAt ?? null,
    validFrom: validFrom ?? null,
    validTo: validTo ?? null,
    keeps: keeps ?? null,
  })),
});
