import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { askFor } from '../support/ask.ts';
import { placeOrder, purchase } from '../support/place-order.ts';

const signal = () => AbortSignal.timeout(45_000);
const lines = [{ sku: 'MUG', quantity: 1 }];

/**
 * What guests who buy never do: somebody looks at a price, fills a cart, signs up, sees what it costs with points, and orders as a
 * customer. So every room asks every other that it knows. Throws where one of these is not answered.
 */
async function visit(url: string): Promise<void> {
  const key = `visit-${randomUUID()}`;
  await askFor(
    url,
    'query Look($input: QuoteInput!) { quote(input: $input) { total { amount } } }',
    { input: { lines } },
    { signal: signal() },
  );
  const { addToCart: added } = await askFor<{ addToCart: { cart?: { id: string } } }>(
    url,
    'mutation Add($input: AddToCartInput!) { addToCart(input: $input) { ... on CartUpdated { cart { id } } } }',
    { input: { ...lines[0], idempotencyKey: key } },
    { signal: signal() },
  );
  const { signUp: session } = await askFor<{ signUp: { accessToken?: string } }>(
    url,
    'mutation Join($input: SignUpInput!) { signUp(input: $input) { ... on Session { accessToken } } }',
    { input: { email: `${key}@example.org`, password: randomUUID(), cartId: added.cart?.id } },
    { signal: signal() },
  );
  const token = session.accessToken;
  if (token === undefined) throw new Error(`nobody could sign up: ${JSON.stringify(session)}`);
  await askFor(url, '{ me { cart { quote(redeemPoints: 1) { total { amount } } } } }', {}, { token, signal: signal() });
  const { kind } = await placeOrder(url, purchase(key, lines, { waitMs: 20_000 }), { token, signal: signal() });
  if (kind !== 'OrderPlaced') throw new Error(`a customer's order is ${kind}`);
}

/** Milliseconds until a whole visit is answered, tried again and again; Infinity after 60 s. */
export async function untilVisited(url: string): Promise<number> {
  const since = performance.now();
  while (performance.now() - since < 60_000) {
    const done = await visit(url).then(
      () => true,
      () => sleep(100, false),
    );
    if (done) return Math.round(performance.now() - since);
  }
  return Number.POSITIVE_INFINITY;
}
