import { type Database, openDatabase } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { onTestFinished } from 'vitest';
import { checks } from '#checks';
import { type Commands, createCommands } from '#commands';
import type { Deps } from '#deps';
import type { PaymentProvider } from '#provider';
import type { AuthorizePaymentCommand } from '#rules/authorization';
import { createSimulator } from '#simulator/create-simulator';
import type { SimulatorFaults } from '#simulator/faults';

const noFaults: SimulatorFaults = { delayMs: 0, loseReplies: 0, seed: 1 };

export interface Till extends Commands {
  db: Database;
  deps: Deps;
  /** A provider over the same books with other faults, and commands that use it: another worker of the same shop. */
  withFaults(faults: Partial<SimulatorFaults>, deadlineMs?: number): Till;
  /** Commands over a provider that stands between ours and the simulator. */
  through(wrap: (provider: PaymentProvider) => Partial<PaymentProvider>): Till;
  /** Authorizes one payment and gives its placement and answer. */
  pay(
    token: string,
    command?: Partial<AuthorizePaymentCommand>,
  ): Promise<{ placementId: string; state: string; declineCode: string | null }>;
  /** What the provider holds, by state, for one placement. */
  charge(placementId: string): Promise<{ state: string; captured: bigint; refunded: bigint; asked: number } | undefined>;
  events(placementId: string): Promise<string[]>;
  attempts(placementId: string): Promise<string[]>;
  /** Names of the checks that find something, with what they found. */
  violations(): Promise<string[]>;
}

/** A shop's payments on a fresh database with the simulated provider, closed when the test ends. */
export async function openTill(): Promise<Till> {
  const url = await freshDatabaseUrl('payments');
  const open = (): Database => openDatabase({ url, log: silentLog() });
  const [db, books] = [open(), open()];
  onTestFinished(async () => {
    await Promise.all([db.close(), books.close()]);
  });
  return tillOf(db, books, createSimulator(books, noFaults), 2_000);
}

export const command = (token: string, changes: Partial<AuthorizePaymentCommand> = {}): AuthorizePaymentCommand => ({
  placementId: uuidv7(),
  amountMinor: 12_50n,
  currency: 'USD',
  token,
  customerId: null,
  ...changes,
});

function tillOf(db: Database, books: Database, provider: PaymentProvider, deadlineMs: number): Till {
  const deps: Deps = {
    db,
    provider,
    deadlineMs,
    publicUrl: 'https://shop.example',
    challengeMinutes: { guest: 10, customer: 15 },
    log: silentLog(),
  };
  const commands = createCommands(deps);
  const names = (text: string, placementId: string) => db.query<{ name: string }>({ text, values: [placementId] });
  return {
    ...commands,
    db,
    deps,
    withFaults: (faults, ms = deadlineMs) => tillOf(db, books, createSimulator(books, { ...noFaults, ...faults }), ms),
    through: (wrap) => tillOf(db, books, { ...provider, ...wrap(provider) }, deadlineMs),
    pay: async (token, changes) => {
      const [answer] = await commands.authorizePayments([command(token, changes)]);
      if (!answer) throw new Error('no answer');
      return answer;
    },
    charge: async (placementId) => {
      const rows = await books.query<{ state: string; captured: bigint; refunded: bigint; asked: number }>({
        text: `select state, captured_minor as captured, refunded_minor as refunded, asked from simulator.charges where key = $1`,
        values: [placementId],
      });
      return rows[0];
    },
    events: async (placementId) =>
      (await names('select type as name from outbox where key = $1 order by id', placementId)).map(({ name }) => name),
    attempts: async (placementId) =>
      (
        await names(
          `select verb || ' ' || number || ' ' || outcome as name from attempts where placement_id = $1 order by at, id`,
          placementId,
        )
      ).map(({ name }) => name),
    violations: async () => {
      const found: string[] = [];
      for (const { name, sql } of checks.own)
        for (const { detail } of await db.query<{ detail: string }>({ text: sql })) found.push(`${name}: ${detail}`);
      return found;
    },
  };
}
