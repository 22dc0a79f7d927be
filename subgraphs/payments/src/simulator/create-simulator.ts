import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@cartograph/kit/db';
import { type PaymentProvider, ProviderTimeout } from '#provider';
import type { Charge } from '#rules/charge';
import { createChargeLoaders } from './charge-loaders.ts';
import { type ChargeRow, confirmCharge, findCharge, insertRefund } from './charge-store.ts';
import { type SimulatorFaults, seededRandom } from './faults.ts';
import { lostReplies } from './tokens.ts';

/** A lost reply shows as one after this long: enough to interleave, too short to wait for. */
const lostAfterMs = 50;

/** A payment provider that keeps its own books in schema `simulator`, written in transactions of its own. */
export function createSimulator(db: Database, { delayMs, loseReplies, seed }: SimulatorFaults): PaymentProvider {
  const random = seededRandom(seed);
  const charges = createChargeLoaders(db);
  const travel = delayMs > 0 ? () => sleep(delayMs / 2) : () => undefined;
  const lost = async (): Promise<never> => {
    await sleep(lostAfterMs);
    throw new ProviderTimeout('the reply is lost');
  };
  const over = async <T>(effect: () => Promise<T>): Promise<T> => {
    const dice = random();
    await travel();
    if (dice < loseReplies / 2) return lost();
    const result = await effect();
    await travel();
    return dice < loseReplies ? lost() : result;
  };
  const learned = async (row: ChargeRow | undefined): Promise<Charge | null> => {
    if (!row) return null;
    if (row.asked <= lostReplies(row.token)) return lost();
    return chargeOf(row);
  };
  return {
    authorize: (charge) => over(async () => known(await learned(await charges.authorize(charge)))),
    confirm: ({ key }) => over(async () => known(await learned(await confirmCharge(db, key)))),
    find: ({ key }) => over(async () => learned(await findCharge(db, key))),
    capture: ({ key, amountMinor }) =>
      over(async () => {
        const row = await charges.capture({ key, amountMinor });
        return row?.state === 'CAPTURED' ? { kind: 'captured' } : { kind: 'refused', reason: row?.state ?? 'no such charge' };
      }),
    void: ({ key }) =>
      over(async () => {
        const row = await charges.close({ key });
        return row?.state === 'CAPTURED' ? { kind: 'refused', reason: row.state } : { kind: 'voided' };
      }),
    refund: ({ key, reference, amountMinor }) =>
      over(async () =>
        (await insertRefund(db, key, reference, amountMinor)) ? { kind: 'refunded' } : { kind: 'refused', reason: 'too little is left' },
      ),
  };
}

function known(charge: Charge | null): Charge {
  if (!charge) throw new Error('the simulator does not know this charge');
  return charge;
}

function chargeOf({ state, reference, decline_code }: ChargeRow): Charge | null {
  switch (state) {
    case 'RECEIVED':
      return null;
    case 'AUTHORIZED':
      return { kind: 'authorized', reference };
    case 'CHALLENGED':
      return { kind: 'challenged', reference };
    case 'DECLINED':
      return { kind: 'declined', reference, declineCode: decline_code ?? 'CARD_DECLINED' };
    case 'CAPTURED':
      return { kind: 'captured', reference };
    case 'VOIDED':
      return { kind: 'voided', reference };
  }
}
