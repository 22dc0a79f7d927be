import { setTimeout as sleep } from 'node:timers/promises';
import { askFor } from '../support/ask.ts';

interface Asker {
  url: string;
  token: string;
}

/** From now on more of it is sold than lies there. */
export async function backorder(staff: Asker, sku: string): Promise<void> {
  const { setStockPolicy: answer } = await askFor<{ setStockPolicy: { __typename: string } }>(
    staff.url,
    'mutation ($input: SetStockPolicyInput!) { setStockPolicy(input: $input) { __typename ... on Problem { message } } }',
    { input: { sku, backorder: 'BACKORDER', backorderLimit: 1_000 } },
    staff,
  );
  if (answer.__typename !== 'StockPolicySet') throw new Error(`no backorders: ${JSON.stringify(answer)}`);
}

/** Goods come; the same key brings them once. */
export async function receive(staff: Asker, delivery: { key: string; sku: string; quantity: number }): Promise<true> {
  const locations = await askFor<{ locations: { id: string }[] }>(staff.url, '{ locations { id } }', {}, staff);
  const lines = [{ sku: delivery.sku, delta: delivery.quantity }];
  const { recordStock: answer } = await askFor<{ recordStock: { __typename: string } }>(
    staff.url,
    'mutation ($input: RecordStockInput!) { recordStock(input: $input) { __typename ... on Problem { message } } }',
    { input: { locationId: locations.locations[0]?.id, idempotencyKey: delivery.key, reason: 'RECEIPT', lines } },
    staff,
  );
  if (answer.__typename !== 'StockRecorded') throw new Error(`nothing came: ${JSON.stringify(answer)}`);
  return true;
}

/** Waits until goods are set aside for every unit of the order. */
export async function untilAllocated(staff: Asker, id: string): Promise<true> {
  let told: unknown;
  for (const until = Date.now() + 40_000; Date.now() < until; await sleep(100)) {
    const { order } = await askFor<{ order: { allocations: { sku: string; state: string }[] | null } | null }>(
      staff.url,
      'query ($id: ID!) { order(id: $id) { allocations { sku state } } }',
      { id },
      staff,
    );
    told = order;
    const states = order?.allocations?.map(({ state }) => state) ?? [];
    if (states.length > 0 && !states.includes('BACKORDERED')) return true;
  }
  throw new Error(`goods came, and the order still waits: ${JSON.stringify(told)}`);
}
