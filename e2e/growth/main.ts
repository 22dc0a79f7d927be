import { parseArgs } from 'node:util';
import { judge } from './bounds.ts';
import { measure } from './measure.ts';

const usage = `npm run grow -- [options]: fills a shop with copies of an order, in SQL, and measures what its size costs: start, status,
the doctor beside buyers, and buying without and under a day's retention run. Each figure is printed beside its bound.

  --orders N     copies (default 500000)
  --clients N    guests who buy at the same time (default 4)
  --seconds N    how long they buy before and after retention (default 30)
  --help         prints this (-h)

Exit code 1 when a bound is missed, on a quiet machine; 2 for bad options.`;

const options = {
  orders: { type: 'string', default: '500000' },
  clients: { type: 'string', default: '4' },
  seconds: { type: 'string', default: '30' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const { values } = parseArgs({ options });
const [orders, clients, seconds] = [Number(values.orders), Number(values.clients), Number(values.seconds)];
if (values.help) console.log(usage);
else if (![orders, clients, seconds].every((number) => Number.isSafeInteger(number) && number > 0)) {
  console.error('--orders, --clients and --seconds must be whole numbers, from 1.');
  process.exitCode = 2;
} else {
  console.log(`${orders} orders, ${clients} clients`);
  const verdicts = judge(await measure({ orders, clients, seconds }, (line) => console.log(line)));
  for (const { line } of verdicts) console.log(line);
  process.exitCode = verdicts.every(({ kept }) => kept) ? 0 : 1;
}
