import { parseArgs } from 'node:util';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { createParts } from '../parts.ts';
import { catchUp, oldestPage, timePages } from './measure.ts';
import { pages } from './pages.ts';
import { openShop } from './shop.ts';

const usage = `npm run bench:browse: pages of a shop of 100,000 products with 300,000 variants, 4 and 16 at once (p95 of 4 at most 150 ms); how long 10,000
changes of prices take to be in the lists (at most 10 s); how old a page may be (at most 1 s after the event that changed it, and a planted delay is seen).

Options, after -- for npm:
  --products 100000       how many
  --times 50              pages of each kind a client
  --help                  prints this (-h)`;

const { values } = parseArgs({
  options: {
    products: { type: 'string', default: '100000' },
    times: { type: 'string', default: '50' },
    help: { type: 'boolean', short: 'h' },
  },
});
const parts = createParts();
onStopSignal(() => parts.stop());

async function main(products: number, times: number): Promise<void> {
  const shop = await openShop(products, parts, (line) => console.log(line));
  for (const kind of Object.keys(pages)) {
    await timePages(shop, kind, { clients: 1, times: 3, products });
    const took = [];
    for (const clients of [4, 16]) took.push({ clients, ...(await timePages(shop, kind, { clients, times, products })) });
    const shown = took.map(
      ({ clients, p50, p95 }) => `${clients} clients: p50 ${p50.toFixed(1).padStart(6)} ms, p95 ${p95.toFixed(1).padStart(6)} ms`,
    );
    console.log(`${kind.padEnd(38)}${shown.join('   ')}`);
  }
  console.log(`10000 changes of prices are in the lists after ${(await catchUp(shop, 10_000, products)).toFixed(1)} s`);
  console.log(`the oldest page was ${(await oldestPage(shop, { readers: 16, seconds: 4 })).toFixed(0)} ms older than its event`);
  const late = await oldestPage(shop, { readers: 16, seconds: 4, lateMs: 1_500 });
  console.log(`with events that are told 1500 ms late it was ${late.toFixed(0)} ms${late > 1_000 ? ', which is seen' : ': NOT SEEN'}`);
}

try {
  if (values.help) console.log(usage);
  else
    try {
      await main(Number(values.products), Number(values.times));
    } finally {
      await parts.stop();
    }
} catch (error) {
  refuseStart(error);
}
