import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Transaction } from '@cartograph/kit/db';
import { formatDecimal } from '@cartograph/kit/money';
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
import {
  type GivenShippingMethod,
  maxShippingMethods,
  readShippingMethod,
  type ShippingMethodRow,
  type ShippingMethodState,
} from '#shipping/rules/shipping-method-state';
import { findShippingMethods, lockShippingMethods, writeShippingMethod } from '#shipping/shipping-method-store';

export interface SaveShippingMethodCommand {
  /** Null: a new one. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
  readonly given: GivenShippingMethod;
}

type Problem = VersionConflict | AlreadyExists | NotFound | InvalidInput;

export type SaveShippingMethodOutcome =
  | { readonly kind: 'saved'; readonly method: ShippingMethodRow }
  | { readonly kind: 'refused'; readonly problem: Problem };

const refused = (problem: Problem): SaveShippingMethodOutcome => ({ kind: 'refused', problem });

/** Creates a method, or replaces all that is said of one; the same again changes nothing. None is deleted: it is made inactive. */
export async function saveShippingMethod(
  db: Database,
  { id, expectedVersion, given }: SaveShippingMethodCommand,
  by: Author,
): Promise<SaveShippingMethodOutcome> {
  const read = readShippingMethod(given);
  const problem = invalidFields([...versionNeeded(id, expectedVersion), ...(read.kind === 'wrong' ? read.fields : [])]);
  if (problem || read.kind === 'wrong') return refused(problem ?? invalidInput([], 'The method is wrong.'));
  return db.transaction((tx) => save(tx, id, expectedVersion, read.state, by));
}

async function save(
  tx: Transaction,
  id: string | null,
  version: number | null,
  wanted: ShippingMethodState,
  by: Author,
): Promise<SaveShippingMethodOutcome> {
  await lockShippingMethods(tx);
  const { own, taken, methods } = await findShippingMethods(tx, id, wanted.code);
  if (id !== null && !own) return refused(notFound('There is no such shipping method.'));
  if (own && own.version !== version) return refused(versionConflict('shipping method', own.version));
  if (taken) return refused(alreadyExists(['code'], `There is a shipping method ${wanted.code} already.`, taken.id));
  if (!own && methods >= maxShippingMethods)
    return refused(invalidInput([], `There are ${maxShippingMethods} shipping methods: a shop has no more.`));
  const told = audited(changeAudited, by, {
    action: 'saveShippingMethod',
    entityType: 'ShippingMethod',
    entityId: own?.code ?? wanted.code,
    before: own ? said(own) : null,
    after: said(wanted),
  });
  if (own && told.length === 0) return { kind: 'saved', method: own };
  const method = await writeShippingMethod(tx, own ?? null, wanted);
  await writeEvents(tx, told);
  return { kind: 'saved', method };
}

const said = ({ code, name, names, active, kind, carrier, taxCategory, zones }: ShippingMethodState) => ({
  code,
  name,
  names,
  active,
  kind,
  carrier,
  taxCategoryCode: taxCategory,
  zones: zones.map((zone) => ({
    ...zone,
    rates: zone.rates.map(({ currency, priceMinor, freeFromMinor, maxWeightGrams }) => ({
      price: `${formatDecimal(priceMinor, currency)} ${currency}`,
      freeFrom: freeFromMinor === null ? null : formatDecimal(freeFromMinor, currency),
      maxWeightGrams,
    })),
  })),
});
