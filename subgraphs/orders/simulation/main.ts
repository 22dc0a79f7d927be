import { ConfigError } from '@cartograph/kit/config';
import { type Options, readOptions, usage } from '#simulation/options';
import { search } from '#simulation/search';
import { simulate } from '#simulation/simulate';

async function run({ sagas, seed, shrink }: Options): Promise<number> {
  const from = performance.now();
  const pace = (done: number): string => `${done} sagas, ${Math.round((done * 1_000) / (performance.now() - from))} a second`;
  let told = from;
  const progress = (done: number): void => {
    if (performance.now() - told < 5_000) return;
    told = performance.now();
    console.log(pace(done));
  };
  console.log(`Seed ${seed}, ${sagas} sagas.`);
  const { sagas: done, found } = await search({ sagas, seed, shrink, progress });
  console.log(pace(done));
  if (!found) {
    console.log('Every promise was kept.');
    return 0;
  }
  const { lines } = await simulate(found.history, true);
  console.log(`\nA promise was broken: ${found.violation}\n`);
  for (const line of lines) console.log(line);
  console.log(`\nThe history, made smaller ${found.shrinks} times:\n${JSON.stringify(found.history)}`);
  console.log(`\nThe same again: npm run simulate -- --seed ${found.seed} --sagas ${Math.min(sagas, 1_000)}`);
  return 1;
}

try {
  const options = readOptions(process.argv.slice(2), Date.now() % 1_000_000_000);
  if (options.help) console.log(usage);
  else process.exitCode = await run(options);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
