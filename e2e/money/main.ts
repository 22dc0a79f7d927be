import { parseArgs } from 'node:util';
import { escapedText } from '@cartograph/kit/escaped';
import { onStopSignal } from '@cartograph/kit/process';
import { createDice } from '../crash/dice.ts';
import { openMoneyShop } from './open-money-shop.ts';
import { quoteMany, wrongOrders, wrongQuotes } from './run-money.ts';

const usage = `npm run money -- [options]: random baskets are quoted and bought, and compared with an exact calculation that shares no code with the shop.

  --baskets N    quotes (default 20000)
  --orders N     of them bought (default 2000)
  --seed N       the dice (default: another each time)
  --help         prints this (-h)

Exit code 1 when something differs; 2 for bad options.`;

const options = {
  baskets: { type: 'string', default: '20000' },
  orders: { type: 'string', default: '2000' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const { values } = parseArgs({ options });
const [baskets, orders, seed] = [Number(values.baskets), Number(values.orders), Number(values.seed)];
if (values.help) console.log(usage);
else if (![baskets, orders, seed].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  console.error('--baskets, --orders and --seed must be whole numbers, from 0.');
  process.exitCode = 2;
} else {
  const money = await openMoneyShop();
  onStopSignal(() => money.shop.close());
  try {
    console.log(`--seed ${seed}`);
    const quoted = await quoteMany(money, createDice(seed), baskets);
    const quotes = wrongQuotes(money, quoted);
    console.log(`${quoted.length} quotes, ${quotes.length} differences`);
    const { bought, wrong } = await wrongOrders(money, quoted, orders);
    console.log(`${bought} orders, ${wrong.length} differences`);
    for (const difference of [...quotes, ...wrong].slice(0, 20)) console.log(escapedText(difference));
    process.exitCode = quotes.length + wrong.length > 0 ? 1 : 0;
  } finally {
    await money.shop.close();
  }
}
