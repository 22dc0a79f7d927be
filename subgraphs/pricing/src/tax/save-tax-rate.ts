import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Transaction } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import {
  type AlreadyExists,
  alreadyExists,
  type InvalidInput,
  invalidFields,
  invalidInput,
  type NotFound,
  notFound,
  type VersionConflict,
  versionConflict,
  versionNeeded,
} from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { percentOf } from '#rules/tax';
import { changesOfPast, type GivenTaxRate, readTaxRate, type TaxRateRow, type TaxRateState } from '#tax/rules/tax-rate-state';
import { findTaxRateFacts, insertTaxRate, lockTaxRates, updateTaxRate } from '#tax/tax-rate-store';

export interface SaveTaxRateCommand {
  /** Null: a new one. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
  readonly given: GivenTaxRate;
}

type Problem = VersionConflict | AlreadyExists | NotFound | InvalidInput;

export type SaveTaxRateOutcome =
  | { readonly kind: 'saved'; readonly rate: TaxRateRow }
  | { readonly kind: 'refused'; readonly problem: Problem };

const refused = (problem: Problem): SaveTaxRateOutcome => ({ kind: 'refused', problem });

export const maxTaxRates = 10_000;

/** Creates a rate, or replaces all that is said of one; what is in force only ends. The same again changes nothing. */
export async function saveTaxRate(
  db: Database,
  { id, expectedVersion, given }: SaveTaxRateCommand,
  by: Author,
): Promise<SaveTaxRateOutcome> {
  const read = readTaxRate(given);
  const problem = invalidFields([...versionNeeded(id, expectedVersion), ...(read.kind === 'wrong' ? read.fields : [])]);
  if (problem || read.kind === 'wrong') return refused(problem ?? invalidInput([], 'The rate is wrong.'));
  return db.transaction((tx) => save(tx, id, expectedVersion, read.state, by));
}

async function save(
  tx: Transaction,
  id: string | null,
  version: number | null,
  wanted: TaxRateState,
  by: Author,
): Promise<SaveTaxRateOutcome> {
  await lockTaxRates(tx);
  const { now, rates, before, overlapping } = await findTaxRateFacts(tx, id !== null && isUuid(id) ? id : null, wanted);
  if (id !== null && !before) return refused(notFound('There is no such tax rate.'));
  if (before && before.version !== version) return refused(versionConflict('tax rate', before.version));
  if (!before && rates >= maxTaxRates) return refused(invalidInput([], `There are ${maxTaxRates} tax rates: a shop has no more.`));
  const past = invalidFields(before ? changesOfPast(before, wanted, now) : []);
  if (past) return refused(past);
  if (overlapping !== null)
    return refused(alreadyExists(['validFrom'], 'There is a rate of this place and category for a part of that time.', overlapping));
  const told = before ? audit(before.id, before, wanted, by) : [];
  if (before && told.length === 0) return { kind: 'saved', rate: before };
  const rate = before ? await updateTaxRate(tx, before, wanted) : await insertTaxRate(tx, wanted);
  await writeEvents(tx, before ? told : audit(rate.id, null, rate, by));
  return { kind: 'saved', rate };
}

const audit = (entityId: string, before: TaxRateState | null, after: TaxRateState, by: Author) =>
  audited(changeAudited, by, {
    action: 'saveTaxRate',
    entityType: 'TaxRate',
    entityId,
    before: before && said(before),
    after: said(after),
  });

const said = (rate: TaxRateState) => ({
  taxCategoryCode: rate.taxCategory,
  country: rate.country,
  region: rate.region || null,
  percent: percentOf(rate.ratePpm),
  included: rate.included,
  appliesToShipping: rate.appliesToShipping,
  rounding: rate.rounding,
  roundedPer: rate.roundedPer,
  validFrom: rate.validFrom,
  validTo: rate.validTo,
  source: rate.source,
});
