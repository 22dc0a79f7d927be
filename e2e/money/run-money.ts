import type { Dice } from '../crash/dice.ts';
import type { Told } from './compare.ts';
import { type Drawn, drawBasket } from './draw-basket.ts';
import { canBeBought, quoteOf, wrongIn, wrongInOrder } from './judge.ts';
import { type MoneyShop, stockUp } from './open-money-shop.ts';

/** So many requests are under way at a time. */
const width = 8;

async function sideBySide<Item, Result>(items: readonly Item[], work: (item: Item, index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

export interface Quoted {
  drawn: Drawn;
  told: Told;
}

/** `count` random baskets with what the shop quotes for them. */
export function quoteMany(money: MoneyShop, dice: Dice, count: number): Promise<Quoted[]> {
  const drawn = Array.from({ length: count }, () => drawBasket(dice, money.skus));
  return sideBySide(drawn, async (one) => ({ drawn: one, told: await quoteOf(money, one) }));
}

export const wrongQuotes = (money: MoneyShop, quoted: readonly Quoted[]): string[] =>
  quoted.flatMap(({ drawn, told }) => wrongIn(money, drawn, told));

/** Buys `count` of what was quoted and can be bought. */
export async function wrongOrders(
  money: MoneyShop,
  quoted: readonly Quoted[],
  count: number,
): Promise<{ bought: number; wrong: string[] }> {
  const wanted = quoted.map(({ drawn }) => drawn).filter((drawn) => canBeBought(money, drawn));
  const chosen = wanted.slice(0, count);
  await stockUp(money, [...new Set(chosen.flatMap(({ basket }) => basket.lines.map(({ sku }) => sku)))]);
  const wrong = await sideBySide(chosen, (drawn, buyer) => wrongInOrder(money, drawn, buyer));
  return { bought: chosen.length, wrong: wrong.flat() };
}
