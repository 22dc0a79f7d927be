import { Pool } from 'undici';
import { drawSkus, orderInput, placeOrderDocument } from './basket.ts';
import { drive } from './drive.ts';
import { skuOf } from './shop.ts';

// A process of its own (see through-gateway.ts), so that its processor time is not the gateway's.

export interface LoadJob {
  clients: number;
  seconds: number;
  shelf: number;
}

const [url = '', tokens = '[]'] = process.argv.slice(2);
const headersOf = (JSON.parse(tokens) as string[]).map((token) => ({
  'content-type': 'application/json',
  accept: 'application/graphql-response+json',
  authorization: `Bearer ${token}`,
}));
const pool = new Pool(url, { connections: headersOf.length, pipelining: 1 });

async function place(client: number, shelf: number): Promise<void> {
  const input = orderInput(drawSkus(shelf).map(skuOf));
  const headers = headersOf[client] ?? {};
  const body = JSON.stringify({ query: placeOrderDocument, variables: { input } });
  const response = await pool.request({ path: '/graphql', method: 'POST', headers, body });
  const answer = (await response.body.json()) as { data?: { placeOrder?: { __typename: string } } };
  if (answer.data?.placeOrder?.__typename !== 'OrderPlaced') throw new Error(`not placed: ${JSON.stringify(answer)}`);
}

process.on('message', ({ clients, seconds, shelf }: LoadJob) => {
  drive(clients, seconds, (client) => place(client, shelf)).then(
    (driven) => process.send?.({ driven }),
    (error: unknown) => process.send?.({ failed: error instanceof Error ? error.message : 'unknown' }),
  );
});
process.on('disconnect', () => process.exit());
