import type { OrdersRemotes } from '#remotes/remotes';
import type { Place } from '#simulation/history';
import type { Judge, Verb } from '#simulation/judge';
import type { Network } from '#simulation/network';
import type { Rooms } from '#simulation/rooms';
import type { ServerLog } from '#simulation/server-log';
import type { Process } from '#simulation/time';
import type { Witness } from '#simulation/witness';

/** The rooms as one worker reaches them: lists of commands, over the network. */
export function createRemotes(
  rooms: Rooms,
  {
    network,
    judge,
    witness,
    worker,
    log,
    onSale,
  }: { network: Network; judge: Judge; witness: Witness; worker: Process; log: ServerLog; onSale: (sku: string) => boolean },
): OrdersRemotes {
  const { inventory, pricing, customers, payments } = rooms;
  const verb =
    <C extends { placementId: string }, O>(to: Exclude<Place, 'database' | 'products'>, name: Verb, one: (command: C) => O) =>
    (commands: C[]): Promise<O[]> => {
      for (const { placementId } of commands) judge.sent(worker, name, placementId);
      return network.send({
        from: worker,
        to,
        what: () => `${name} ${commands.map(({ placementId }) => witness.name(placementId)).join(', ')}`,
        effect: () =>
          commands.map((command) => {
            judge.arrived(name, command.placementId);
            // Money is never answered for before it is durable, nor is the price that it is taken for.
            if (to === 'payments' || name === 'try price') log.flush();
            else log.wrote(rooms[to].remember(command.placementId));
            return one(command);
          }),
      });
    };
  return {
    products: {
      snapshotVariants: (skus) =>
        network.send({
          from: worker,
          to: 'products',
          what: () => `read ${skus.join(', ')}`,
          effect: () => skus.map((sku) => ({ sku, variantId: sku, title: `A ${sku}`, sellable: onSale(sku) })),
        }),
    },
    inventory: {
      reserveStock: verb('inventory', 'try stock', inventory.reserve),
      commitStock: verb('inventory', 'confirm stock', inventory.commit),
      releaseStock: verb('inventory', 'cancel stock', inventory.release),
      returnStock: verb('inventory', 'return stock', inventory.giveBack),
    },
    pricing: {
      freezeQuotes: verb('pricing', 'try price', pricing.freeze),
      confirmQuotes: verb('pricing', 'confirm price', pricing.confirm),
      cancelQuotes: verb('pricing', 'cancel price', pricing.cancel),
      returnCoupons: verb('pricing', 'return coupons', pricing.giveBack),
      // The saga never asks for it.
      frozenQuotes: () => Promise.reject(new Error('nobody asks for kept quotes here')),
    },
    customers: {
      groupsOf: (ids) =>
        network.send({
          from: worker,
          to: 'customers',
          what: () => `read groups of ${ids.length}`,
          effect: () => ids.map((customerId) => ({ customerId, groupCodes: [] })),
        }),
      // Buyers there name their addresses.
      addressesOf: () => Promise.reject(new Error('nobody has saved addresses here')),
      holdPoints: verb('customers', 'try points', customers.hold),
      commitPoints: verb('customers', 'confirm points', customers.commit),
      releasePoints: verb('customers', 'cancel points', customers.release),
      reversePoints: verb('customers', 'return points', customers.reverse),
    },
    payments: {
      authorizePayments: verb('payments', 'try payment', payments.authorize),
      capturePayments: verb('payments', 'capture', payments.capture),
      voidPayments: verb('payments', 'void', payments.letGo),
      closeChallenges: verb('payments', 'close', payments.close),
      refundPayments: verb('payments', 'refund', payments.refund),
    },
  };
}
