import { setTimeout as sleep } from 'node:timers/promises';
import { placeOrder, purchase } from '../support/place-order.ts';

export interface Told {
  email: string;
  id: string;
  number: string;
}

export interface Buyers {
  /** Every order that a buyer was told of, and when. */
  told: (Told & { at: number })[];
  stop(): Promise<void>;
}

/** Four buyers who order again and again, each with the same key until there is an order, as a client does that is not answered. */
export function startBuyers(url: string): Buyers {
  const told: Buyers['told'] = [];
  let open = true;
  const buyer = async (name: number): Promise<void> => {
    for (let turn = 0; open; turn += 1) {
      const email = `failover-${name}-${turn}@example.com`;
      const order = purchase(`failover ${name} ${turn}`, [{ sku: 'MUG', quantity: 1 }], { email, waitMs: 1_000 });
      for (let ended = false; open && !ended; ) {
        const answer = await placeOrder(url, order, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
        if (answer?.kind === 'OrderRejected') throw new Error(`an order that could be placed was rejected: ${JSON.stringify(answer)}`);
        ended = answer?.kind === 'OrderPlaced';
        if (answer?.kind === 'OrderPlaced') told.push({ email, id: answer.id, number: answer.number, at: performance.now() });
        else await sleep(200);
      }
      await sleep(100);
    }
  };
  const all = Promise.all([1, 2, 3, 4].map(buyer));
  all.catch(() => undefined);
  return {
    told,
    stop: async () => {
      open = false;
      await all;
    },
  };
}

/** A sentence for each order that is not in the books as its buyer was told, and for each buyer who wanted one and has two. */
export function compareWithBooks(told: readonly Told[], books: readonly Told[]): string[] {
  const numbers = new Map(books.map(({ id, number }) => [id, number]));
  const wrong = told.flatMap(({ id, number }) => {
    const found = numbers.get(id);
    if (found === number) return [];
    return [`${number} was told to its buyer and ${found === undefined ? 'is lost' : `is ${found} now`}`];
  });
  const seen = new Set<string>();
  const twice = books.flatMap(({ email, number }) =>
    seen.size === seen.add(email).size ? [`${number} is the second order of ${email}`] : [],
  );
  return [...wrong, ...twice];
}
