import type { Database } from '@cartograph/kit/db';
import DataLoader from 'dataloader';
import { type ChargeRow, captureCharges, type NewCharge, upsertCharges, voidCharges } from './charge-store.ts';
import { verdictOf } from './tokens.ts';

const refusesCapture = ['tok_capture_refused'];

/**
 * The charges, one at a time for who calls; what is asked in one turn of the event loop is written by one statement. A provider has
 * servers of its own, and the simulator must not take more of this machine than it has to (64 clients: 128 statements, now 2).
 */
export function createChargeLoaders(db: Database) {
  return {
    authorize: gathered<NewCharge>((charges) =>
      upsertCharges(
        db,
        charges.map((charge) => ({ ...charge, verdict: verdictOf(charge.token, charge.amountMinor, charge.currency) })),
      ),
    ),
    capture: gathered<{ key: string; amountMinor: bigint }>((captures) => captureCharges(db, captures, refusesCapture)),
    close: gathered<{ key: string }>((charges) =>
      voidCharges(
        db,
        charges.map(({ key }) => key),
      ),
    ),
  };
}

/** A key that is asked for twice at once is asked for once. */
function gathered<Asked extends { key: string }>(write: (list: Asked[]) => Promise<ChargeRow[]>) {
  const loader = new DataLoader<Asked, ChargeRow | undefined>(
    async (asked) => {
      const distinct = [...new Map(asked.map((item) => [item.key, item])).values()];
      const rows = new Map((await write(distinct)).map((row) => [row.key, row]));
      return asked.map(({ key }) => rows.get(key));
    },
    { cache: false, maxBatchSize: 64 },
  );
  return (asked: Asked): Promise<ChargeRow | undefined> => loader.load(asked);
}
