import { createLocalEventBus } from '@cartograph/kit/event';
import { createLog } from '@cartograph/kit/log';
import { commandsLater } from '../commands-later.ts';
import { registry } from '../rooms.ts';

type Customers = Awaited<ReturnType<(typeof registry)['customers']['start']>>['commands'];

/** The room that knows accounts, for work on its data alone: without relays, so events wait in its outbox for rooms that run. */
export async function withCustomers<T>(databaseUrl: string, work: (customers: Customers) => Promise<T>): Promise<T> {
  const options = { databaseUrl, log: createLog('customers', 'warn'), bus: createLocalEventBus(), background: false };
  const shop = { callerSecret: 'not used in process', publicUrl: 'http://localhost' };
  const room = await registry.customers.start(options, { orders: commandsLater('orders', () => undefined) }, shop);
  try {
    return await work(room.commands);
  } finally {
    await room.stop();
  }
}
