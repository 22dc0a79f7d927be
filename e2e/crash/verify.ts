import { setTimeout as sleep } from 'node:timers/promises';
import type { AskOptions } from '../support/ask.ts';
import { cancelOrder, type Purchase, placeOrder, readOrder } from '../support/place-order.ts';
import { contradictionOf, type Entry, type Final, type Ledger } from './ledger.ts';
import type { Tokens } from './load.ts';

/**
 * Asks the shop again about keys: the same key gives what was told, a placed order is readable with the number and total it was told
 * with, a cancelled one stays so. One sentence a broken promise. `settled`: nothing is under way, so the money must be right, too.
 */
export async function verify(url: string, tokens: Tokens, entries: readonly Entry[], settled = false): Promise<string[]> {
  const broken: string[] = [];
  const queue = [...entries];
  const worker = async (): Promise<void> => {
    for (let entry = queue.pop(); entry; entry = queue.pop()) {
      const found = await verifyEntry(url, tokens, entry, settled).catch((error: unknown) => String(error));
      if (found) broken.push(`${entry.purchase.idempotencyKey} (${entry.purchase.payment.token}): ${found}`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return broken.length > 10 ? [...broken.slice(0, 10), `and ${broken.length - 10} more`] : broken;
}

async function verifyEntry(url: string, tokens: Tokens, entry: Entry, settled: boolean): Promise<string | undefined> {
  const options = { token: tokens[entry.buyer] };
  const answer = await finalAnswer(url, entry.purchase, options);
  if (typeof answer === 'string') return `still ${answer}`;
  const contradiction = entry.told && contradictionOf(entry.told, answer);
  if (contradiction) return contradiction;
  entry.told ??= answer;
  if (answer.kind === 'OrderRejected') return undefined;
  const { id: orderId, accessToken } = answer;
  if (entry.cancelKey !== undefined) {
    const said = await cancelOrder(url, { orderId, idempotencyKey: entry.cancelKey, accessToken }, options);
    if (said !== 'OrderCancelled') return `cancelling gave ${said}`;
    entry.cancelled = true;
  }
  const order = await readOrder(url, orderId, accessToken, options);
  if (!order) return `the order ${orderId} cannot be read`;
  const { amount, currencyCode } = order.totals.total;
  if (order.number !== answer.number || `${amount} ${currencyCode}` !== answer.total)
    return `placed as ${answer.number} for ${answer.total}, and reads ${order.number} for ${amount} ${currencyCode}`;
  const status = entry.cancelled ? 'CANCELLED' : 'CONFIRMED';
  if (order.status !== status) return `the order is ${order.status}, not ${status}`;
  return settled ? moneyProblem(order, amount) : undefined;
}

/** The answer to a key once it is final; a key whose intent died with the shop is placed by this. The kind of answer after 40 s without. */
export async function finalAnswer(url: string, input: Purchase, options: AskOptions): Promise<Final | string> {
  for (const until = Date.now() + 40_000; ; ) {
    const answer = await placeOrder(url, input, options);
    if (answer.kind === 'OrderPlaced' || answer.kind === 'OrderRejected') return answer;
    if (Date.now() > until) return answer.kind;
    await sleep(100);
  }
}

function moneyProblem(order: Awaited<ReturnType<typeof readOrder>> & object, total: string): string | undefined {
  const [payment, ...more] = order.payments ?? [];
  if (!payment || more.length > 0) return `the order has ${order.payments?.length ?? 'no'} payments`;
  const { captured, refunded } = payment;
  const shown = `${order.status} ${order.paymentStatus}: captured ${captured.amount}, refunded ${refunded.amount} of ${total}`;
  const kept = Number(captured.amount) - Number(refunded.amount);
  if (order.status === 'CANCELLED') return kept === 0 && /^(VOIDED|REFUNDED)$/.test(order.paymentStatus) ? undefined : shown;
  return order.paymentStatus === 'PAID' && captured.amount === total && Number(refunded.amount) === 0 ? undefined : shown;
}

/** Keys worth asking about after a crash: all that were told something last, and some of the older ones. */
export function sampleOf({ entries }: Ledger, roundStart: number): Entry[] {
  const older = entries.slice(0, roundStart).filter((_, index) => index % 10 === 0);
  return [...older, ...entries.slice(roundStart)].slice(-400);
}
