import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '@cartograph/stack/start-stack';
import { drawSkus, orderInput, placeOrderDocument } from './basket.ts';
import { connect } from './floor.ts';
import { buyers, callerOf, skuOf } from './shop.ts';

const callers = buyers.map(callerOf);

const callerAt = (client: number) => {
  const caller = callers[client];
  if (!caller) throw new Error(`there is no buyer ${client}`);
  return caller;
};

/** The use case of orders, called as a function, with the rooms' commands behind it. */
export async function placeBare({ rooms }: Stack, client: number, shelf: number): Promise<void> {
  const outcome = await rooms.orders.commands.placeOrder(orderInput(drawSkus(shelf).map(skuOf)), callerAt(client));
  if (outcome.kind !== 'placed') throw new Error(`not placed: ${JSON.stringify(outcome)}`);
}

/** The same as an operation on orders' own schema. */
export async function placeByOperation({ rooms }: Stack, client: number, shelf: number): Promise<void> {
  const variables = { input: orderInput(drawSkus(shelf).map(skuOf)) };
  const { data, errors } = await rooms.orders.execute({ query: placeOrderDocument, variables }, callerAt(client));
  const answer = data?.['placeOrder'] as { __typename: string } | undefined;
  if (answer?.__typename !== 'OrderPlaced') throw new Error(`not placed: ${JSON.stringify(errors ?? answer)}`);
}

export interface Settlement {
  /** Resolves when every placement has come to its end. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Settling goes on after the answer: a cell ends when it is done, so that no cell pays for the one before. */
export async function watchSettlement({ databases }: Stack): Promise<Settlement> {
  const client = await connect(databases.orders);
  const open = async (): Promise<boolean> => {
    const { rows } = await client.query({
      name: 'open',
      text: `select 1 from placements where state in ('pending', 'confirmed', 'aborting') limit 1`,
    });
    return rows.length > 0;
  };
  return {
    settled: async () => {
      for (const until = Date.now() + 60_000; await open(); await sleep(5))
        if (Date.now() > until) throw new Error('placements did not settle within 60 s');
    },
    stop: () => client.end(),
  };
}
