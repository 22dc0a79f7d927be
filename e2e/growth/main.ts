import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { eachRoom } from '@cartograph/stack/rooms';
import { untilFinished } from '../crash/unfinished.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { startStackProcess } from '../support/stack-process.ts';
import { findTemplate, growShop } from './grow-shop.ts';
import { buyUntil, shown } from './load.ts';
import { watchDoctor } from './watch-doctor.ts';

const usage = `npm run grow -- [options]: fills a shop with copies of an order, in SQL, and measures what its size costs.

  --orders N     copies (default 500000)
  --clients N    guests who buy while the doctor looks (default 16)
  --help         prints this (-h)

Exit code 1 when the doctor finds something, holds more than 300 MB or takes longer than 60 s; 2 for bad options.`;

const options = {
  orders: { type: 'string', default: '500000' },
  clients: { type: 'string', default: '16' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function measure(orders: number, clients: number): Promise<boolean> {
  const dataDir = makeDataFolder();
  try {
    const filling = await startStackProcess(dataDir);
    const databases = eachRoom((room) => filling.databases[room] ?? '');
    // Its stock is held still: the demo's own orders were shipped.
    await buyUntil(filling.url, 'MUG-CLASSIC', 1, sleep(200));
    await untilFinished(databases.orders);
    const template = await findTemplate(databases.orders);
    await growShop(databases, template, orders);
    await filling.stop();
    const since = performance.now();
    const shop = await startStackProcess(dataDir);
    console.log(`${orders} orders; started in ${((performance.now() - since) / 1_000).toFixed(1)} s`);
    console.log(`3 clients: ${shown(await buyUntil(shop.url, template.sku, 3, sleep(10_000)))}`);
    const looking = watchDoctor(dataDir);
    const load = await buyUntil(shop.url, template.sku, clients, looking);
    const { exitCode, output, seconds, megabytes } = await looking;
    console.log(`${clients} clients beside the doctor: ${shown(load)}`);
    console.log(`doctor: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, exit code ${exitCode}`);
    if (exitCode !== 0) console.log(output);
    await shop.stop();
    return exitCode === 0 && seconds <= 60 && megabytes <= 300;
  } finally {
    removeDataFolder(dataDir);
  }
}

const { values } = parseArgs({ options });
const [orders, clients] = [Number(values.orders), Number(values.clients)];
if (values.help) console.log(usage);
else if (![orders, clients].every((number) => Number.isSafeInteger(number) && number > 0)) {
  console.error('--orders and --clients must be whole numbers, from 1.');
  process.exitCode = 2;
} else process.exitCode = (await measure(orders, clients)) ? 0 : 1;
