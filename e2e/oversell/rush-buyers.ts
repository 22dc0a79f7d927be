import { Pool } from 'undici';

// A process of its own, so that its processor time is not the shop's.

export interface RushJob {
  url: string;
  skus: string[];
  /** Each wants one unit of one SKU, in turn. */
  buyers: number;
  /** How many ask at the same time. */
  clients: number;
}

export interface RushResult {
  /** How often each answer came. */
  answers: Record<string, number>;
  /** How many orders were placed, a SKU. */
  placed: Record<string, number>;
  /** From the first request to the last answer. */
  seconds: number;
  latenciesMs: number[];
  /** Of this process. */
  cpuSeconds: number;
}

interface Reply {
  data?: { placeOrder?: { __typename: string; problems?: { code: string }[] } };
}

const query = `mutation Rush($input: PlaceOrderInput!) {
  placeOrder(input: $input) { __typename ... on OrderPlaced { order { id number } } ... on OrderRejected { problems { code } } }
}`;
const headers = { 'content-type': 'application/json' };
const shippingAddress = { line1: '1 Market St', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' };
const payment = { token: 'tok_ok' };

async function buy(pool: Pool, buyer: number, sku: string): Promise<string> {
  const lines = [{ sku, quantity: 1 }];
  const input = { idempotencyKey: `rush ${buyer}`, email: `rush-${buyer}@example.org`, lines, shippingAddress, payment, waitMs: 30_000 };
  const body = JSON.stringify({ query, variables: { input } });
  const response = await pool.request({ path: '/graphql', method: 'POST', headers, body });
  const reply = (await response.body.json()) as Reply;
  const answer = reply.data?.placeOrder;
  if (!answer) return JSON.stringify(reply);
  return answer.problems?.map(({ code }) => code).join() ?? answer.__typename;
}

async function rush({ url, skus, buyers, clients }: RushJob): Promise<RushResult> {
  const pool = new Pool(url, { connections: clients, pipelining: 1 });
  const [answers, placed]: Record<string, number>[] = [{}, {}] as const;
  const latenciesMs: number[] = [];
  const began = performance.now();
  let next = 0;
  const client = async (): Promise<void> => {
    for (let buyer = next++; buyer < buyers; buyer = next++) {
      const sku = skus[buyer % skus.length] ?? '';
      const asked = performance.now();
      const answer = await buy(pool, buyer, sku).catch((error: unknown) => String(error));
      latenciesMs.push(performance.now() - asked);
      answers[answer] = (answers[answer] ?? 0) + 1;
      if (answer === 'OrderPlaced') placed[sku] = (placed[sku] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - began) / 1_000;
  await pool.close();
  const { user, system } = process.cpuUsage();
  return { answers, placed, seconds, latenciesMs, cpuSeconds: (user + system) / 1e6 };
}

process.once('message', (job: RushJob) => {
  void rush(job).then((result) => process.send?.(result, () => process.disconnect()));
});
