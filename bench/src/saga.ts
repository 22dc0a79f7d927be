import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '@cartograph/stack/start-stack';
import { orderInput, placeOrderDocument } from './basket.ts';
import { connect } from './floor.ts';
import { buyerAt, callerOf, skuOf } from './shop.ts';

/** The use case of orders, called as a function, with the rooms' commands behind it. */
export async function placeBare({ rooms }: Stack, client: number, skus: readonly number[]): Promise<void> {
  const outcome = await rooms.orders.commands.placeOrder(orderInput(skus.map(skuOf)), callerOf(buyerAt(client)));
  if (outcome.kind !== 'placed') throw new Error(`not placed: ${JSON.stringify(outcome)}`);
}

/** The same as an operation on orders' own schema. */
export async function placeByOperation({ rooms }: Stack, client: number, skus: readonly number[]): Promise<void> {
  const variables = { input: orderInput(skus.map(skuOf)) };
  const { data, errors } = await rooms.orders.execute({ query: placeOrderDocument, variables }, callerOf(buyerAt(client)));
  const answer = data?.['placeOrder'] as { __typename: string } | undefined;
  if (answer?.__typename !== 'OrderPlaced') throw new Error(`not placed: ${JSON.stringify(errors ?? answer)}`);
}

export interface Settlement {
  /** Resolves when every placement has come to its end, with how often it had to look. */
  settled(): Promise<number>;
  stop(): Promise<void>;
}

/** Settling goes on after the answer: a cell ends when it is done, so that no cell pays for the one before. `url`: of orders' database. */
export async function watchSettlement(url: string): Promise<Settlement> {
  const client = await connect(url);
  const open = async (): Promise<boolean> => {
    const { rows } = await client.query({
      name: 'open',
      text: `select 1 from placements where state in ('pending', 'confirmed', 'aborting') limit 1`,
    });
    return rows.length > 0;
  };
  return {
    settled: async () => {
      const until = Date.now() + 60_000;
      let looks = 1;
      for (; await open(); looks += 1) {
        if (Date.now() > until) throw new Error('placements did not settle within 60 s');
        await sleep(5);
      }
      return looks;
    },
    stop: () => client.end(),
  };
}
