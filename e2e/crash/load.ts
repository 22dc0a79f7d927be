import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from '../support/ask.ts';
import { cancelOrder, placeOrder } from '../support/place-order.ts';
import { createDice, type Dice } from './dice.ts';
import { drawPurchase } from './draw-purchase.ts';
import type { Buyer, Entry, Ledger } from './ledger.ts';

const clientCount = 16;

export type Tokens = Readonly<Record<Buyer, string | undefined>>;

export async function signInBuyers(url: string): Promise<Tokens> {
  const [ada, grace] = await Promise.all([signIn(url, 'ada@example.com'), signIn(url, 'grace@example.com')]);
  return { ada, grace, guest: undefined };
}

/** Clients that buy until they are stopped; the ledger keeps what they were told. A request without an answer is no fault of a crash. */
export function startLoad(url: string, tokens: Tokens, ledger: Ledger, seed: number): { stop(): Promise<void> } {
  let stopped = false;
  const place = async (entry: Entry, abandonAfterMs?: number): Promise<void> => {
    const signal = abandonAfterMs === undefined ? undefined : AbortSignal.timeout(abandonAfterMs);
    ledger.note(entry, await placeOrder(url, entry.purchase, { token: tokens[entry.buyer], signal }));
  };
  const cancel = async (entry: Entry): Promise<void> => {
    if (entry.told?.kind !== 'OrderPlaced') return;
    entry.cancelKey ??= `cancel ${entry.purchase.idempotencyKey}`;
    const { id: orderId, accessToken } = entry.told;
    const input = { orderId, idempotencyKey: entry.cancelKey, accessToken };
    entry.cancelled = (await cancelOrder(url, input, { token: tokens[entry.buyer] })) === 'OrderCancelled';
  };
  const act = async (dice: Dice, key: string): Promise<void> => {
    if (ledger.entries.length > 0 && dice.chance(8)) return place(dice.pick(ledger.entries));
    const { buyer, purchase } = drawPurchase(dice, key);
    const entry = ledger.open(buyer, purchase);
    if (dice.chance(8)) return place(entry, dice.between(1, 60));
    if (dice.chance(8)) return void (await Promise.all([place(entry), place(entry)]));
    await place(entry);
    if (dice.chance(8)) await cancel(entry);
  };
  const client = async (index: number): Promise<void> => {
    const dice = createDice(seed * 100 + index);
    for (let turn = 1; !stopped; turn += 1) {
      try {
        await act(dice, `${seed}-${index}-${turn}`);
      } catch (error) {
        // An answer with errors is a fault; no answer at all is what a crash or a client that leaves gives.
        if (error instanceof Error && error.message.includes('failed: ')) ledger.contradictions.push(error.message);
        await sleep(5);
      }
    }
  };
  const clients = Array.from({ length: clientCount }, (_, index) => client(index));
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(clients);
    },
  };
}
