import { createLocalEventBus } from '@cartograph/kit/event';
import { createLog } from '@cartograph/kit/log';
import { commandsLater } from '../commands-later.ts';
import { registry } from '../rooms.ts';

type Customers = Awaited<ReturnType<(typeof registry)['customers']['start']>>['commands'];

/** The room that knows accounts, for work on its data alone: without relays, so events wait in its outbox for rooms that run. */
export async function withCustomers<T>(databaseUrl: string, work: (customers: Customers) => Promise<T>, ordersUrl?: string): Promise<T> {
  const options = { databaseUrl, log: createLog('customers', 'warn'), bus: createLocalEventBus(), background: false };
  const shop = { callerSecret: 'not used in process', publicUrl: 'http://localhost' };
  const asked = ordersUrl === undefined ? undefined : await startOrders(ordersUrl, shop);
  const room = await registry.customers.start(options, { orders: asked?.commands ?? commandsLater('orders', () => undefined) }, shop);
  try {
    return await work(room.commands);
  } finally {
    await room.stop();
    await asked?.stop();
  }
}

/** What is open of somebody's orders is in its database; it asks nobody for that. */
const startOrders = (databaseUrl: string, shop: { callerSecret: string; publicUrl: string }) => {
  const options = { databaseUrl, log: createLog('orders', 'warn'), bus: createLocalEventBus(), background: false };
  const nobody = (room: string) => commandsLater(room, () => undefined);
  const asked = Object.fromEntries(registry.orders.asks.map((room) => [room, nobody(room)]));
  return registry.orders.start(options, asked, shop);
};
