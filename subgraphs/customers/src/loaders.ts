import type { Database } from '@cartograph/kit/db';
import DataLoader from 'dataloader';
import { loadAddresses } from '#accounts/address-store';
import { loadCustomers } from '#accounts/customer-store';
import type { Address } from '#accounts/rules/address';
import type { Customer } from '#accounts/rules/customer';
import { countMembers, loadGroups } from '#groups/group-store';
import type { CustomerGroup } from '#groups/rules/group';
import { loadRequests } from '#personal-data/request-store';
import type { PersonalDataRequest } from '#personal-data/rules/personal-data';
import {
  countEntries,
  type EntryRange,
  loadAccounts,
  loadEntryPages,
  loadPlacementEntries,
  type PlacedEntry,
  type PlacementEntries,
} from '#points/ledger-store';
import type { LoyaltyAccount } from '#points/rules/loyalty';
import type { SessionCart } from '#sessions/rules/session';
import type { TakeCart } from '#sessions/take-cart';

interface EntryPage extends EntryRange {
  customerId: string;
}

/** Keyed by UUIDs in any capitals; check them with isUuid first. */
export interface Loaders {
  customers: DataLoader<string, Customer | undefined>;
  /** By customer; orders is asked. Null while it does not answer. */
  ownCarts: DataLoader<string, SessionCart | null>;
  /** By code. */
  groups: DataLoader<string, CustomerGroup | undefined>;
  /** How many are in a group, by its code. */
  members: DataLoader<string, number>;
  addresses: DataLoader<string, Address[]>;
  personalDataRequests: DataLoader<string, PersonalDataRequest[]>;
  accounts: DataLoader<string, LoyaltyAccount | undefined>;
  /** Pages of customers' entries: one statement for all that have the same limit and start. */
  entryPages: DataLoader<EntryPage, PlacedEntry[], string>;
  entryCounts: DataLoader<string, number>;
  /** By placement id, which is the order's; undefined for a guest's or an unknown one. */
  placementEntries: DataLoader<string, PlacementEntries | undefined>;
}

/** One set a request: what it loads is as old as the request at most. */
export const createLoaders = (db: Database, takeCart: TakeCart): Loaders => ({
  ownCarts: new DataLoader((ids) => Promise.all(ids.map((id) => takeCart(id, null)))),
  customers: byKey(
    (ids) => loadCustomers(db, ids),
    ({ id }) => id,
  ),
  groups: byKey(
    (codes) => loadGroups(db, codes),
    ({ code }) => code.toLowerCase(),
  ),
  members: new DataLoader((codes) => countMembers(db, codes)),
  addresses: new DataLoader(async (ids) => {
    const byCustomer = Map.groupBy(await loadAddresses(db, ids), ({ customerId }) => customerId);
    return ids.map((id) => byCustomer.get(id.toLowerCase()) ?? []);
  }, lowerCased),
  personalDataRequests: new DataLoader(async (ids) => {
    const byOwner = Map.groupBy(await loadRequests(db, ids), (request) => request.customerId);
    return ids.map((id) => byOwner.get(id.toLowerCase()) ?? []);
  }, lowerCased),
  accounts: byKey(
    (ids) => loadAccounts(db, ids),
    ({ customerId }) => customerId,
  ),
  entryPages: byCustomer(db),
  entryCounts: new DataLoader((ids) => countEntries(db, ids), lowerCased),
  placementEntries: byKey(
    (ids) => loadPlacementEntries(db, ids),
    ({ placementId }) => placementId,
  ),
});

const startOf = ({ limit, backward, place }: EntryPage): string => `${limit} ${backward} ${place?.micros} ${place?.id}`;

const byCustomer = (db: Database): Loaders['entryPages'] =>
  new DataLoader<EntryPage, PlacedEntry[], string>(
    async (pages) => {
      const found = new Map<EntryPage, PlacedEntry[]>();
      for (const same of Map.groupBy(pages, startOf).values()) {
        const [range] = same as [EntryPage];
        const ids = same.map(({ customerId }) => customerId);
        const entries = await loadEntryPages(db, ids, range);
        same.forEach((page, index) => found.set(page, entries[index] ?? []));
      }
      return pages.map((page) => found.get(page) ?? []);
    },
    { cacheKeyFn: (page) => `${page.customerId} ${startOf(page)}` },
  );

const lowerCased = { cacheKeyFn: (id: string) => id.toLowerCase() };

const byKey = <Value>(load: (ids: readonly string[]) => Promise<Value[]>, keyOf: (value: Value) => string) =>
  new DataLoader<string, Value | undefined>(async (ids) => {
    const found = new Map((await load(ids)).map((value) => [keyOf(value), value]));
    return ids.map((id) => found.get(id.toLowerCase()));
  }, lowerCased);
