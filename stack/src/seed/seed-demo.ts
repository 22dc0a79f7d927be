import { uuidFromName } from '@cartograph/kit/ids';
import type { Rooms } from '../start-rooms.ts';
import { abandonedCarts } from './carts.ts';
import { catalogue } from './catalogue.ts';
import { pastOrders, soldBy } from './past-orders.ts';
import { demoPassword, type Person, people } from './people.ts';
import { placePastOrders } from './place-past-orders.ts';
import { prices } from './prices.ts';
import { stock } from './stock.ts';

const day = 86_400_000;

/** Fills an empty shop with the demo, as of `now`. Every step may be repeated: one that was cut short is finished by the next run. */
export async function seedDemo(rooms: Rooms, now: Date): Promise<string> {
  const { products, inventory, pricing, customers, orders } = rooms;
  const shelves = catalogue(now);
  const past = pastOrders(now);
  await Promise.all([
    products.commands.importCatalogue(shelves),
    pricing.commands.importPricing(prices(now)),
    inventory.commands.importStock(stock(soldBy(past), now)),
    seedPeople(customers.commands, now),
    orders.commands.importCarts(abandonedCarts(now)),
  ]);
  await placePastOrders(rooms, past);
  return `${shelves.products.length} products, ${people.length} customers, ${past.length} past orders`;
}

async function seedPeople(commands: Rooms['customers']['commands'], now: Date): Promise<void> {
  // One hash for the four accounts: they share a password that everybody knows.
  const passwordHash = await commands.hashPassword(demoPassword);
  await commands.importCustomers(
    people.map((person, index) => ({
      id: person.id,
      email: person.email,
      name: person.name,
      passwordHash: person.account ? passwordHash : null,
      roles: rolesOf(person),
      addresses: [{ id: uuidFromName(`address of ${person.email}`), name: person.name, line2: null, ...person.address }],
      createdAt: new Date(now.getTime() - (400 - 7 * index) * day),
    })),
  );
  await commands.grantPoints(
    people
      .filter(({ orders }) => orders > 0)
      .map(({ id, email }) => ({
        customerId: id,
        points: email === 'ada@example.com' ? 2_500 : 1_200,
        reason: 'Brought along from the old shop',
        key: `demo welcome ${id}`,
      })),
  );
}

const rolesOf = ({ account }: Person): ('customer' | 'staff' | 'admin')[] =>
  account === 'admin' ? ['customer', 'staff', 'admin'] : account === 'staff' ? ['customer', 'staff'] : ['customer'];
