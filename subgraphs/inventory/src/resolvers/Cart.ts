import type { CartResolvers } from '#generated/resolvers';
import { sumLines } from '#rules/reservation';
import { stockProblems } from '#rules/stock';

export const Cart: CartResolvers = {
  __resolveReference: (cart) => cart,
  stockProblems: async ({ lines }, _args, { loaders }) => {
    const wishes = sumLines(lines);
    const stock = await Promise.all(wishes.map(({ sku }) => loaders.stock.load(sku)));
    return stockProblems(wishes, stock);
  },
};
