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
} from '@cartograph/kit/problems';
import {
  keeping,
  overlaps,
  type PriceEntry,
  type PriceEntryState,
  type PriceRow,
  readEntry,
  sameEntry,
  sameStart,
} from '#prices/rules/price-entry';
import type { PriceListRow } from '#prices/rules/price-list-state';

export type RowProblem = InvalidInput | AlreadyExists | VersionConflict | NotFound;

export type PlannedRow =
  | { readonly kind: 'unchanged'; readonly entry: PriceEntry }
  | { readonly kind: 'created'; readonly entry: PriceEntry }
  | { readonly kind: 'changed'; readonly entry: PriceEntry; readonly before: PriceEntry }
  | { readonly kind: 'refused'; readonly problem: RowProblem };

export interface PlanInput {
  readonly rows: readonly PriceRow[];
  readonly lists: readonly PriceListRow[];
  /** Of these lists and SKUs, and those that rows name by id. */
  readonly entries: readonly PriceEntry[];
  /** true: a row without an id takes the place of the entry of its list and SKU that begins when it does. */
  readonly replace: boolean;
  /** The name of the list of rows in the input. */
  readonly field: string;
  readonly newId: () => string;
}

type Place = Pick<PriceEntryState, 'listId' | 'sku'>;

/** What becomes of each row, in their order, each as if those before it were done; what is refused leaves no trace. */
export function planPrices({ rows, lists, entries, replace, field, newId }: PlanInput): PlannedRow[] {
  const byCode = new Map(lists.map((list) => [list.code, list]));
  const codes = lists.map(({ code }) => code).sort();
  const state = new Map(entries.map((entry) => [entry.id, entry]));
  const touched = new Set<string>();
  const byPlace = new Map<string, Set<string>>();
  const placeOf = ({ listId, sku }: Place) => `${listId} ${sku}`;
  const put = (entry: PriceEntry) => {
    state.set(entry.id, entry);
    const place = byPlace.get(placeOf(entry));
    if (place) place.add(entry.id);
    else byPlace.set(placeOf(entry), new Set([entry.id]));
  };
  for (const entry of entries) put(entry);
  const beside = (wanted: Place): PriceEntry[] =>
    [...(byPlace.get(placeOf(wanted)) ?? [])].flatMap((id) => {
      const entry = state.get(id);
      return entry ? [entry] : [];
    });
  const standing = ({ priceListCode, sku, validFrom }: PriceRow): PriceEntry | undefined =>
    beside({ listId: byCode.get(priceListCode)?.id ?? '', sku: sku.trim() }).find(
      (entry) => entry.validFrom?.getTime() === validFrom?.getTime(),
    );

  return rows.map((row, index): PlannedRow => {
    const at = [field, index];
    const kept = replace && row.keeps ? standing(row) : undefined;
    const read = readEntry(kept ? keeping(row, kept) : row, byCode.get(row.priceListCode), at, codes);
    if (read.kind === 'wrong') return { kind: 'refused', problem: invalidFields(read.fields) ?? invalidInput(at, 'The price is wrong.') };
    const wanted = read.state;
    const others = beside(wanted);
    const target = row.id === null ? (replace ? others.find((entry) => sameStart(entry, wanted)) : undefined) : state.get(row.id);
    if (row.id !== null) {
      if (!target) return { kind: 'refused', problem: notFound('There is no such price.') };
      if (target.version !== row.expectedVersion) return { kind: 'refused', problem: versionConflict('price', target.version) };
      if (placeOf(target) !== placeOf(wanted))
        return {
          kind: 'refused',
          problem: invalidInput([...at, 'id'], 'id must be a price of this SKU in this list: neither can change.'),
        };
    }
    const same = target ? (sameEntry(target, wanted) ? target : undefined) : others.find((entry) => sameEntry(entry, wanted));
    if (same) return { kind: 'unchanged', entry: same };
    const taken = others.find((entry) => entry.id !== target?.id && overlaps(entry, wanted));
    if (taken)
      return {
        kind: 'refused',
        problem: alreadyExists(
          [...at, 'validFrom'],
          `${wanted.sku} has a price in ${row.priceListCode} for a part of that time.`,
          taken.id,
        ),
      };
    if (!target) {
      const entry = { ...wanted, id: newId(), version: 1 };
      touched.add(entry.id);
      put(entry);
      return { kind: 'created', entry };
    }
    if (touched.has(target.id))
      return { kind: 'refused', problem: invalidInput(at, `${wanted.sku} is changed by a row before this one: say it once.`) };
    const entry = { ...wanted, id: target.id, version: target.version + 1 };
    touched.add(entry.id);
    put(entry);
    return { kind: 'changed', entry, before: target };
  });
}
