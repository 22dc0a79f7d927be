import { within } from '@cartograph/kit/deadline';
import type { Logger } from '@cartograph/kit/log';
import type { Shelf } from '#cart/rules/line-problem';
import type { ShelfRemotes } from '#remotes/remotes';

/** What can be bought of SKUs, in the order asked; at most 200. Never fails: a room that does not answer in time says nothing. */
export interface Shelves {
  /** Asks all three rooms. */
  lookUp(skus: readonly string[]): Promise<Shelf[]>;
  /** Asks inventory and pricing, where products is asked already. */
  lookUpTrade(skus: readonly string[]): Promise<Omit<Shelf, 'onSale'>[]>;
}

/** A cart is shown without what a room knows rather than late. */
const deadlineMs = 500;

export function createShelves({ products, inventory, pricing }: ShelfRemotes, log: Logger): Shelves {
  const answerOf = async <Outcome>(room: string, ask: () => Promise<Outcome[]>): Promise<Outcome[] | undefined> => {
    try {
      return await within(deadlineMs, ask());
    } catch (err) {
      log.warn({ err, room }, 'what can be bought is not known from one room');
      return undefined;
    }
  };
  const lookUpTrade: Shelves['lookUpTrade'] = async (skus) => {
    const [prices, stock] = await Promise.all([
      answerOf('pricing', () => pricing.readCurrencies([...skus])),
      answerOf('inventory', () => inventory.readAvailability([...skus])),
    ]);
    return skus.map((_, index) => ({ currencies: prices?.[index]?.currencies, available: stock?.[index]?.available }));
  };
  return {
    lookUpTrade,
    lookUp: async (skus) => {
      const [variants, trade] = await Promise.all([answerOf('products', () => products.snapshotVariants([...skus])), lookUpTrade(skus)]);
      return trade.map((one, index) => ({ ...one, onSale: variants && (variants[index]?.sellable ?? false) }));
    },
  };
}
