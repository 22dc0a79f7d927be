import { type Caller, guest } from '@cartograph/kit/caller';
import { createLocalEventBus } from '@cartograph/kit/event';
import { silentLog } from '@cartograph/kit/log';
import type { Room } from '@cartograph/kit/room';
import type { SubgraphResponse } from '@cartograph/kit/subgraph';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll } from 'vitest';
import type { Commands } from '#commands';
import type { OrdersRemote } from '#remotes/orders';
import { start } from '#server';
import { adaAndGrace, nothingOpen } from '#testing/shop';

/** Orders, where nobody has a cart. */
export const noCarts: OrdersRemote['mergeCarts'] = async (list) =>
  list.map(({ customerId }) => ({ customerId, cartId: null, notices: [] }));

export interface TestRoom extends Room<Commands> {
  ask(query: string, variables?: Record<string, unknown>, caller?: Caller): Promise<SubgraphResponse>;
}

/** The room with Ada and Grace on a database of its own, without timers, stopped when the test file ends. */
export async function openRoom(mergeCarts: OrdersRemote['mergeCarts'] = noCarts): Promise<TestRoom> {
  const databaseUrl = await freshDatabaseUrl('customers');
  const room = await start({
    databaseUrl,
    remotes: { mergeCarts, ...nothingOpen },
    bus: createLocalEventBus(),
    log: silentLog(),
    background: false,
  });
  afterAll(() => room.stop());
  await room.commands.importCustomers(adaAndGrace);
  return { ...room, ask: (query, variables = {}, caller = guest) => room.execute({ query, variables }, caller) };
}

export const codesOf = ({ errors = [] }: SubgraphResponse): unknown[] => errors.map(({ extensions }) => extensions?.['code']);
