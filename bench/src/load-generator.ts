import { Pool } from 'undici';
import { drawSkus, orderInput, placeOrderDocument } from './basket.ts';
import { type Driven, drive } from './drive.ts';
import { isWholePage, type ProductPage, productPageDocument } from './product-page.ts';

// A process of its own (see through-gateway.ts), so that its processor time is not the gateway's.

/** A gateway, and what is asked of it. */
export interface Target {
  url: string;
  /** Of the buyers, one per client. */
  tokens: readonly string[];
  skus: readonly string[];
  /** Of the products whose pages are looked at. */
  slugs: readonly string[];
}

export interface LoadJob {
  target: Target;
  asks: 'orders' | 'pages';
  clients: number;
  seconds: number;
  /** How many of the SKUs orders choose from. */
  shelf: number;
}

const pools = new Map<string, Pool>();

function poolOf(url: string): Pool {
  const pool = pools.get(url) ?? new Pool(url, { connections: 64, pipelining: 1 });
  pools.set(url, pool);
  return pool;
}

type Ask = (client: number, query: string, variables: object) => Promise<unknown>;

function askerOf({ url, tokens }: Target): Ask {
  const pool = poolOf(url);
  const headers = tokens.map((token) => ({
    'content-type': 'application/json',
    accept: 'application/graphql-response+json',
    authorization: `Bearer ${token}`,
  }));
  return async (client, query, variables) => {
    const body = JSON.stringify({ query, variables });
    const response = await pool.request({ path: '/graphql', method: 'POST', headers: headers[client] ?? {}, body });
    return response.body.json();
  };
}

async function place(ask: Ask, client: number, skus: readonly string[]): Promise<void> {
  const answer = (await ask(client, placeOrderDocument, { input: orderInput(skus) })) as { data?: { placeOrder?: { __typename: string } } };
  if (answer.data?.placeOrder?.__typename !== 'OrderPlaced') throw new Error(`not placed: ${JSON.stringify(answer)}`);
}

async function look(ask: Ask, client: number, slug: string | undefined): Promise<void> {
  const answer = (await ask(client, productPageDocument, { slug })) as ProductPage;
  if (!isWholePage(answer)) throw new Error(`not a whole page of ${slug}: ${JSON.stringify(answer)}`);
}

function run({ target, asks, clients, seconds, shelf }: LoadJob): Promise<Driven> {
  const ask = askerOf(target);
  const { skus, slugs } = target;
  if (asks === 'pages') return drive(clients, seconds, (client) => look(ask, client, slugs[Math.floor(Math.random() * slugs.length)]));
  return drive(clients, seconds, (client) =>
    place(
      ask,
      client,
      drawSkus(shelf).map((index) => skus[index] ?? ''),
    ),
  );
}

process.on('message', (job: LoadJob) => {
  run(job).then(
    (driven) => process.send?.({ driven }),
    (error: unknown) => process.send?.({ failed: error instanceof Error ? error.message : 'unknown' }),
  );
});
process.on('disconnect', () => process.exit());
