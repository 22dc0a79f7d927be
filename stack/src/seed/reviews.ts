import { uuidFromName, uuidv7FromName } from '@cartograph/kit/ids';
import { dice } from './dice.ts';
import { type PastOrder, timesOf } from './past-orders.ts';
import { opinions } from './review-words.ts';

const day = 86_400_000;

export interface PastReview {
  id: string;
  productId: string;
  customerId: string;
  createdAt: Date;
  stars: number;
  title: string | null;
  text: string | null;
  author: string;
}

/** Ada L.: as people sign. */
const signed = (name: string): string => {
  const [first = name, ...rest] = name.split(' ');
  return rest.length === 0 ? first : `${first} ${rest.at(-1)?.charAt(0)}.`;
};

/** What those who have their parcels say of it, the day after; one in three does, of each product once. Always the same for the same orders. */
export function pastReviews(orders: readonly PastOrder[]): PastReview[] {
  const luck = dice(1_984);
  const written = new Map<string, PastReview>();
  for (const order of orders) {
    const { person, asGuest, fate, lines } = order;
    for (const { item } of lines) {
      const said = { ...luck.pick(opinions) };
      const speaks = luck.roll() < 0.34;
      const key = `${person.id} ${item.product.sku}`;
      if (!speaks || asGuest || fate !== 'delivered' || item.product.status === 'DRAFT' || written.has(key)) continue;
      const createdAt = new Date(timesOf(order).deliveredAt.getTime() + day);
      const id = uuidv7FromName(`review ${key}`, createdAt.getTime());
      const productId = uuidFromName(`product ${item.product.sku}`);
      written.set(key, { id, productId, customerId: person.id, createdAt, author: signed(person.name), ...said });
    }
  }
  return [...written.values()];
}
