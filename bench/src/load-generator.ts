import { Pool } from 'undici';
import { drawSkus, orderInput, placeOrderDocument } from './basket.ts';
import { drive } from './drive.ts';
import { skuOf } from './shop.ts';

// A process of its own (see through-gateway.ts), so that its processor time is not the gateway's.

/** A gateway, and what its buyers show to it. */
export interface Target {
  url: string;
  tokens: string[];
}

export interface LoadJob {
  /** Of the gateway. */
  url: string;
  clients: number;
  seconds: number;
  shelf: number;
}

const targets = new Map(
  (JSON.parse(process.argv[2] ?? '[]') as Target[]).map(({ url, tokens }) => {
    const headers = tokens.map((token) => ({
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${token}`,
    }));
    return [url, { headers, pool: new Pool(url, { connections: tokens.length, pipelining: 1 }) }];
  }),
);

async function place(url: string, client: number, shelf: number): Promise<void> {
  const target = targets.get(url);
  const input = orderInput(drawSkus(shelf).map(skuOf));
  const body = JSON.stringify({ query: placeOrderDocument, variables: { input } });
  const response = await target?.pool.request({ path: '/graphql', method: 'POST', headers: target.headers[client] ?? {}, body });
  const answer = (await response?.body.json()) as { data?: { placeOrder?: { __typename: string } } } | undefined;
  if (answer?.data?.placeOrder?.__typename !== 'OrderPlaced') throw new Error(`not placed: ${JSON.stringify(answer)}`);
}

process.on('message', ({ url, clients, seconds, shelf }: LoadJob) => {
  drive(clients, seconds, (client) => place(url, client, shelf)).then(
    (driven) => process.send?.({ driven }),
    (error: unknown) => process.send?.({ failed: error instanceof Error ? error.message : 'unknown' }),
  );
});
process.on('disconnect', () => process.exit());
