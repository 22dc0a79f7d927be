import { createDice, type Dice } from '../crash/dice.ts';
import type { Buyer, Entry, Ledger } from '../crash/ledger.ts';
import type { Tokens } from '../crash/load.ts';
import { cancelOrder, type Purchase, placeOrder, purchase } from '../support/place-order.ts';

export interface Load {
  orders: number;
  clients: number;
  seed: number;
  /** Begins every key. */
  name: string;
  waitMs: number;
  /** While this is false more keys are placed, up to ten times as many: a fault that strikes nothing proves nothing. */
  enough: () => boolean;
}

export interface LoadReport {
  /** Answers that were OrderPending. */
  pending: number;
  /** The longest that anybody waited for an answer beyond the time that they were ready to wait. */
  overtimeMs: number;
}

/** So many keys by so many clients, some of them sent twice at once, again later, or left by an impatient client; some orders are cancelled. */
export async function placeMany(url: string, tokens: Tokens, ledger: Ledger, load: Load): Promise<LoadReport> {
  const entries: Entry[] = [];
  const report: LoadReport = { pending: 0, overtimeMs: 0 };
  const place = async (entry: Entry, abandonAfterMs?: number): Promise<void> => {
    const since = performance.now();
    const signal = AbortSignal.timeout(abandonAfterMs ?? 45_000);
    const answer = await placeOrder(url, entry.purchase, { token: tokens[entry.buyer], signal });
    report.overtimeMs = Math.max(report.overtimeMs, Math.round(performance.now() - since - load.waitMs));
    if (answer.kind === 'OrderPending') report.pending += 1;
    ledger.note(entry, answer);
  };
  const cancel = async (entry: Entry): Promise<void> => {
    if (entry.told?.kind !== 'OrderPlaced') return;
    entry.cancelKey = `cancel ${entry.purchase.idempotencyKey}`;
    const { id: orderId, accessToken } = entry.told;
    const input = { orderId, idempotencyKey: entry.cancelKey, accessToken };
    entry.cancelled = (await cancelOrder(url, input, { token: tokens[entry.buyer] })) === 'OrderCancelled';
  };
  const act = async (dice: Dice, number: number): Promise<void> => {
    const key = `${load.name} ${number}`;
    const { buyer, purchase: bought } = sureEnds[number - 1]?.(key, load.waitMs) ?? drawPurchase(dice, key, load.waitMs);
    const entry = ledger.open(buyer, bought);
    entries.push(entry);
    if (dice.chance(8)) await place(entry, dice.between(1, 60)).catch(() => undefined);
    if (dice.chance(10)) await place(dice.pick(entries));
    await Promise.all(Array.from({ length: dice.chance(15) ? 2 : 1 }, () => place(entry)));
    if (dice.chance(8)) await cancel(entry);
  };
  let begun = 0;
  const client = async (index: number): Promise<void> => {
    const dice = createDice(load.seed * 100 + index);
    while (begun < load.orders || (!load.enough() && begun < 10 * load.orders)) {
      begun += 1;
      // No fault behind orders is a client's: each request has an answer, and one without errors.
      await act(dice, begun).catch((error: unknown) => ledger.contradictions.push(String(error)));
    }
  };
  await Promise.all(Array.from({ length: load.clients }, (_, index) => client(index)));
  return report;
}

interface Drawn {
  buyer: Buyer;
  purchase: Purchase;
}

/** The first two are no matter of luck: one that is placed, and one that is refused. */
const sureEnds: ((key: string, waitMs: number) => Drawn)[] = [
  (key, waitMs) => ({ buyer: 'ada', purchase: purchase(key, [{ sku: 'MUG', quantity: 1 }], { waitMs }) }),
  (key, waitMs) => ({ buyer: 'grace', purchase: purchase(key, [{ sku: 'TEA', quantity: 1 }], { waitMs, token: 'tok_declined' }) }),
];

/** Mostly what can be had, so that orders meet on a SKU; some purchases that one of the rooms must refuse. */
function drawPurchase(dice: Dice, key: string, waitMs: number): Drawn {
  const buyer = dice.pick(['ada', 'grace', 'guest'] as const);
  const lines = (dice.chance(30) ? (['MUG', 'TEA'] as const) : [dice.chance(10) ? 'LAMP' : dice.pick(['MUG', 'TEA'] as const)]).map(
    (sku) => ({
      sku,
      quantity: dice.between(1, 3),
    }),
  );
  return {
    buyer,
    purchase: purchase(key, lines, {
      waitMs,
      token: dice.chance(7) ? 'tok_declined' : dice.chance(3) ? dice.pick(['tok_timeout', 'tok_unknown']) : 'tok_ok',
      ...(buyer === 'guest' ? { email: `buyer${dice.between(1, 9)}@example.org` } : {}),
      ...(dice.chance(25) ? { couponCodes: [dice.pick(['TAKE1', 'TAKE1', 'LUCKY', 'NO-SUCH-COUPON'])] } : {}),
      ...(buyer !== 'guest' && dice.chance(50) ? { redeemPoints: dice.between(1, 20) } : {}),
    }),
  };
}
