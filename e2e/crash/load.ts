import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from '../support/ask.ts';
import { cancelOrder, placeOrder } from '../support/place-order.ts';
import { createDice, type Dice } from './dice.ts';
import { drawPurchase } from './draw-purchase.ts';
import type { Buyer, Entry, Ledger } from './ledger.ts';

export type Tokens = Readonly<Record<Buyer, string | undefined>>;

export async function signInBuyers(url: string): Promise<Tokens> {
  const [ada, grace] = await Promise.all([signIn(url, 'ada@example.com'), signIn(url, 'grace@example.com')]);
  return { ada, grace, guest: undefined };
}

export interface LoadOptions {
  /** Default 16. */
  clients?: number;
  /** Codes of errors that say no more than that there is no answer now; any other is a wrong answer. Default: none. */
  excused?: readonly string[];
  /** Milliseconds that a buyer waits for a decision, one is drawn a request; default: as the purchase says. */
  waits?: readonly number[];
  /** So long a client waits after it got no answer; default 5. */
  pauseMs?: number;
}

export interface Load {
  /** How often each error came, and how often no answer did: the connection broke, or the buyer left. */
  readonly errors: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

/** Clients that buy until they are stopped; the ledger keeps what they were told. */
export function startLoad(url: string, tokens: Tokens, ledger: Ledger, seed: number, options: LoadOptions = {}): Load {
  const { clients = 16, excused = [], waits, pauseMs = 5 } = options;
  const errors: Record<string, number> = {};
  let stopped = false;
  const place = async (dice: Dice, entry: Entry, abandonAfterMs?: number): Promise<void> => {
    const signal = abandonAfterMs === undefined ? undefined : AbortSignal.timeout(abandonAfterMs);
    const input = waits ? { ...entry.purchase, waitMs: dice.pick(waits) } : entry.purchase;
    ledger.note(entry, await placeOrder(url, input, { token: tokens[entry.buyer], signal }));
  };
  const cancel = async (entry: Entry): Promise<void> => {
    if (entry.told?.kind !== 'OrderPlaced') return;
    entry.cancelKey ??= `cancel ${entry.purchase.idempotencyKey}`;
    const { id: orderId, accessToken } = entry.told;
    const input = { orderId, idempotencyKey: entry.cancelKey, accessToken };
    entry.cancelled = (await cancelOrder(url, input, { token: tokens[entry.buyer] })) === 'OrderCancelled';
  };
  const act = async (dice: Dice, key: string, unanswered: Entry | undefined, opened: (entry: Entry) => void): Promise<void> => {
    // Most buyers who hear nothing ask again with the same key.
    if (unanswered && !dice.chance(10)) return place(dice, unanswered);
    if (ledger.entries.length > 0 && dice.chance(8)) return place(dice, dice.pick(ledger.entries));
    const { buyer, purchase } = drawPurchase(dice, key);
    const entry = ledger.open(buyer, purchase);
    opened(entry);
    if (dice.chance(8)) return place(dice, entry, dice.between(1, 60));
    if (dice.chance(8)) return void (await Promise.all([place(dice, entry), place(dice, entry)]));
    await place(dice, entry);
    if (dice.chance(8)) await cancel(entry);
  };
  const client = async (index: number): Promise<void> => {
    const dice = createDice(seed * 100 + index);
    let last: Entry | undefined;
    for (let turn = 1; !stopped; turn += 1) {
      try {
        const unanswered = last?.answered ? undefined : last;
        await act(dice, `${seed}-${index}-${turn}`, unanswered, (entry) => (last = entry));
      } catch (error) {
        // An answer with errors is a fault; no answer at all is what a crash or a client that leaves gives.
        const said = error instanceof Error && error.message.includes('failed: ') ? error.message : undefined;
        const code = said === undefined ? `no answer (${reasonOf(error)})` : (/"code":"([A-Z_]+)"/.exec(said)?.[1] ?? 'no code');
        errors[code] = (errors[code] ?? 0) + 1;
        if (said !== undefined && !excused.includes(code)) ledger.contradictions.push(said);
        await sleep(pauseMs);
      }
    }
  };
  const running = Array.from({ length: clients }, (_, index) => client(index));
  return {
    errors,
    stop: async () => {
      stopped = true;
      await Promise.all(running);
    },
  };
}

/** Why no answer came, such as ECONNREFUSED, or TimeoutError of a buyer who left. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
