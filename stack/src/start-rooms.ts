import { start as startCustomers } from '@cartograph/customers/server';
import { start as startInventory } from '@cartograph/inventory/server';
import { openDatabase } from '@cartograph/kit/db';
import type { EventBus } from '@cartograph/kit/event';
import { createLog, type Logger } from '@cartograph/kit/log';
import { openEventBus } from '@cartograph/kit/process';
import { serverOf } from '@cartograph/kit/room-database';
import { start as startOrders } from '@cartograph/orders/server';
import { start as startPayments } from '@cartograph/payments/server';
import { start as startPricing } from '@cartograph/pricing/server';
import { start as startProducts } from '@cartograph/products/server';
import type { RoomDatabases } from './provision.ts';

export interface RoomsOptions {
  databases: RoomDatabases;
  callerSecret: string;
  /** Where browsers reach the gateway, and behind it the payment pages. */
  publicUrl: string;
  eventBus: string;
  logLevel: string;
  /** false: no relays and sweeps, for work on the data alone. */
  background?: boolean;
}

export type Rooms = Awaited<ReturnType<typeof startRooms>>['rooms'];

/** Starts every room in this process; the remotes of a room are the others' commands, called directly. */
export async function startRooms(options: RoomsOptions) {
  const { databases, callerSecret, publicUrl, background = true } = options;
  const log = (room: string): Logger => createLog(room, options.logLevel);
  const bus = gated(await openEventBus(options.eventBus, log('events')));
  const started: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    bus.open();
    // Orders goes first: its placements still call the others.
    await started.shift()?.stop();
    await Promise.all(started.splice(0).map((room) => room.stop()));
    await bus.close();
  };
  const coordinatorServer = await findServer(databases.orders, log('stack'));
  const common = (room: keyof RoomDatabases) => ({ databaseUrl: databases[room], log: log(room), bus, background, coordinatorServer });
  const keep = <R extends { stop(): Promise<void> }>(room: R): R => {
    started.push(room);
    return room;
  };
  try {
    let decisions: Parameters<typeof startInventory>[0]['remotes']['placementDecisions'] = () =>
      Promise.reject(new Error('orders is not up yet'));
    let snapshots: Parameters<typeof startPricing>[0]['remotes']['snapshotVariants'] = () =>
      Promise.reject(new Error('products is not up yet'));
    const [products, inventory, pricing, customers, payments] = await Promise.all([
      startProducts({ ...common('products'), remotes: {} }).then(keep),
      startInventory({ ...common('inventory'), remotes: { placementDecisions: (ids) => decisions(ids) } }).then(keep),
      startPricing({ ...common('pricing'), remotes: { snapshotVariants: (skus) => snapshots(skus) } }).then(keep),
      startCustomers({ ...common('customers'), remotes: {} }).then(keep),
      startPayments({ ...common('payments'), remotes: {}, publicUrl }).then(keep),
    ]);
    snapshots = (skus) => products.commands.snapshotVariants(skus);
    const orders = await startOrders({
      ...common('orders'),
      accessTokenSecret: callerSecret,
      remotes: {
        products: products.commands,
        inventory: inventory.commands,
        pricing: pricing.commands,
        customers: customers.commands,
        payments: payments.commands,
      },
    });
    started.unshift(orders);
    decisions = (ids) => orders.commands.placementDecisions([...ids]);
    bus.open();
    return { rooms: { products, inventory, pricing, customers, orders, payments }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Which server orders' database is on. */
async function findServer(url: string, log: Logger): Promise<string> {
  const db = openDatabase({ url, log, max: 1 });
  try {
    return await serverOf(db);
  } finally {
    await db.close();
  }
}

/** Events wait until every room has subscribed: the bus of one process forgets what nobody has asked for. */
function gated(bus: EventBus): EventBus & { open(): void } {
  const gate = Promise.withResolvers<void>();
  return {
    ...bus,
    publish: async (event) => {
      await gate.promise;
      await bus.publish(event);
    },
    open: gate.resolve,
  };
}
