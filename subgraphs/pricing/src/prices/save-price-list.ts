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
import { loadSkusOfList } from '#prices/price-entry-store';
import { findListFacts, findPriceListToChange, insertPriceList, updatePriceList } from '#prices/price-list-store';
import {
  countsOtherwise,
  maxPriceLists,
  normalPriceList,
  type PriceListRow,
  type PriceListState,
  priceListProblems,
} from '#prices/rules/price-list-state';
import { tellPrices } from '#prices/tell-prices';

export interface SavePriceListCommand {
  /** Null: a new one. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
  readonly state: PriceListState;
}

export type SavePriceListOutcome =
  | { readonly kind: 'saved'; readonly list: PriceListRow }
  | { readonly kind: 'refused'; readonly problem: VersionConflict | AlreadyExists | NotFound | InvalidInput };

const refused = (problem: VersionConflict | AlreadyExists | NotFound | InvalidInput): SavePriceListOutcome => ({
  kind: 'refused',
  problem,
});

/** Creates a list, or replaces all that is said of one; the same again changes nothing. Told in the same transaction: who, and what costs what now. */
export async function savePriceList(
  db: Database,
  { id, expectedVersion, state }: SavePriceListCommand,
  by: Author,
): Promise<SavePriceListOutcome> {
  const problem = invalidFields([...versionNeeded(id, expectedVersion), ...priceListProblems(state)]);
  if (problem) return refused(problem);
  const wanted = normalPriceList(state);
  return db.transaction((tx) => (id === null ? create(tx, wanted, by) : change(tx, id, expectedVersion, wanted, by)));
}

async function create(tx: Transaction, wanted: PriceListState, by: Author): Promise<SavePriceListOutcome> {
  const facts = await findListFacts(tx, wanted.code, null);
  if (facts.lists >= maxPriceLists) return refused(invalidInput([], `There are ${maxPriceLists} price lists: a shop has no more.`));
  const list = await insertPriceList(tx, wanted);
  if (!list) return refused(taken(wanted.code, facts.taken));
  await writeEvents(tx, audit(null, list, by));
  return { kind: 'saved', list };
}

async function change(
  tx: Transaction,
  id: string,
  version: number | null,
  wanted: PriceListState,
  by: Author,
): Promise<SavePriceListOutcome> {
  const before = isUuid(id) ? await findPriceListToChange(tx, id) : undefined;
  if (!before) return refused(notFound('There is no such price list.'));
  if (before.version !== version) return refused(versionConflict('price list', before.version));
  const facts = await findListFacts(tx, wanted.code, id);
  if (facts.taken !== null && facts.taken !== id) return refused(taken(wanted.code, facts.taken));
  if (facts.priced && before.currency !== wanted.currency)
    return refused(invalidInput(['currencyCode'], `currencyCode must stay ${before.currency}: the list has prices.`, [before.currency]));
  const entries = audit(before, wanted, by);
  if (entries.length === 0) return { kind: 'saved', list: before };
  const list = await updatePriceList(tx, before, wanted);
  await writeEvents(tx, entries);
  if (countsOtherwise(before, wanted)) await tellWhole(tx, list.id);
  return { kind: 'saved', list };
}

const taken = (code: string, existing: string | null) => alreadyExists(['code'], `There is a price list ${code} already.`, existing);

const audit = (before: PriceListState | null, { code, ...after }: PriceListState, by: Author) =>
  audited(changeAudited, by, {
    action: 'savePriceList',
    entityType: 'PriceList',
    entityId: code,
    before: before && said(before),
    after: said({ code, ...after }),
  });

const said = ({ code, name, currency, priority, customerGroupCodes, channelCode, validFrom, validTo }: PriceListState) => ({
  code,
  name,
  currencyCode: currency,
  priority,
  customerGroupCodes,
  channelCode,
  validFrom,
  validTo,
});

const pageOfSkus = 1_000;

async function tellWhole(tx: Transaction, listId: string): Promise<void> {
  for (let after = ''; ; ) {
    const skus = await loadSkusOfList(tx, listId, after, pageOfSkus);
    await tellPrices(tx, skus);
    const last = skus.at(-1);
    if (last === undefined || skus.length < pageOfSkus) return;
    after = last;
  }
}
