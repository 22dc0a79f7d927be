import { type Caller, fromClient, guest } from '@cartograph/kit/caller';
import { type Database, openDatabase } from '@cartograph/kit/db';
import { uuidFromName, uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { takeTurns } from '@cartograph/kit/take-turns';
import { freshDatabaseUrl, patient } from '@cartograph/kit/testing/fresh-database';
import { afterAll } from 'vitest';
import { askerOf } from '#accounts/asker';
import { hashingLimits } from '#accounts/hashing-limits';
import { checks } from '#checks';
import { type Commands, commands } from '#commands';
import type { Deps } from '#deps';
import { loadAccounts } from '#points/ledger-store';
import { createConceal } from '#sessions/conceal';
import { signAccessTokens } from '#sessions/sign-access-tokens';

export const ada = uuidFromName('ada');
export const grace = uuidFromName('grace');
export const adaAsks: Caller = { kind: 'customer', customerId: ada, email: 'ada@example.com', roles: ['customer'] };
export const graceAsks: Caller = { kind: 'customer', customerId: grace, email: 'grace@example.com', roles: ['customer'] };
export const staff: Caller = { kind: 'customer', customerId: uuidFromName('sam'), email: 'sam@example.com', roles: ['staff'] };
export const orders: Caller = { kind: 'room', room: 'orders' };

/** Ada and Grace, without a password. */
export const adaAndGrace = [
  { id: ada, email: 'ada@example.com', name: 'Ada' },
  { id: grace, email: 'grace@example.com', name: 'Grace' },
].map((who) => ({ ...who, passwordHash: null, roles: ['customer' as const], addresses: [], createdAt: new Date('2026-01-01T00:00:00Z') }));

/** Somebody at a client, in a request of their own. */
export const at = (client: string) => askerOf(fromClient(guest, client));

/** Orders, where nothing is open. */
export const nothingOpen = {
  openOf: async (ids: readonly string[]) => ids.map((customerId): { customerId: string; open: string[] } => ({ customerId, open: [] })),
};

export interface Shop extends Commands {
  db: Database;
  deps: Deps;
  grant(customerId: string, points: number): Promise<void>;
  /** Holds points for a new placement, or the one given. */
  hold(customerId: string, points: number, placementId?: string): Promise<{ placementId: string; state: string }>;
  /** An order that is settled: redeems and earns. */
  order(customerId: string, redeemed: number, earned: number): Promise<{ placementId: string }>;
  /** "available/pending/reserved/debt". */
  balance(customerId: string): Promise<string>;
  /** "KIND points/pending" of a placement's entries, oldest first. */
  entries(placementId: string): Promise<string[]>;
  /** Details of every violated claim; a healthy shop has none. */
  violations(): Promise<string[]>;
  /** How many statements `work` takes. */
  statementsOf(work: () => Promise<unknown>): Promise<number>;
}

/** A shop with Ada and Grace on a database of its own; `connections` widens its pool for races. */
export async function openShop(connections = 10): Promise<Shop> {
  const db = openDatabase({ url: await freshDatabaseUrl('customers'), max: connections, log: silentLog(), ...patient });
  afterAll(() => db.close());
  const deps = {
    db,
    tokens: signAccessTokens(db),
    hashing: takeTurns({ ...hashingLimits, places: 2, waitMs: 60_000 }),
    conceal: createConceal('a secret of a test'),
  };
  const bound = commands(deps, nothingOpen);
  await bound.importCustomers(adaAndGrace);
  return { ...bound, db, deps, ...verbsOf(db, bound) };
}

const verbsOf = (db: Database, bound: Commands): Omit<Shop, keyof Commands | 'db' | 'deps'> => {
  const hold: Shop['hold'] = async (customerId, points, placementId = uuidv7()) => {
    const [outcome] = await bound.holdPoints([{ placementId, customerId, points }]);
    return { placementId, state: outcome?.state ?? 'none' };
  };
  return {
    hold,
    grant: async (customerId, points) => {
      await bound.grantPoints([{ customerId, points, reason: 'a gift', key: uuidv7() }]);
    },
    order: async (customerId, redeemed, earned) => {
      const { placementId } = await hold(customerId, redeemed);
      await bound.commitPoints([{ placementId, pointsToEarn: earned }]);
      return { placementId };
    },
    balance: async (customerId) => {
      const [account] = await loadAccounts(db, [customerId]);
      return account ? `${account.available}/${account.pending}/${account.reserved}/${account.debt}` : 'none';
    },
    entries: async (placementId) => {
      const text = `select kind || ' ' || points || '/' || pending as entry from loyalty_entries where placement_id = $1 order by id`;
      return (await db.query<{ entry: string }>({ text, values: [placementId] })).map(({ entry }) => entry);
    },
    violations: async () => {
      const found = await Promise.all(checks.own.map(({ sql }) => db.query<{ detail: string }>({ text: sql })));
      return found.flat().map(({ detail }) => detail);
    },
    statementsOf: async (work) => {
      const before = db.statements();
      await work();
      return db.statements() - before;
    },
  };
};
