import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { openSources } from './catalogue/sources.ts';
import { readCommandLine } from './command-line.ts';
import { findDatabases } from './find-databases.ts';

readCommandLine({
  name: 'npm run catalogue:rebuild',
  does: 'brings what lists of products are kept by (prices, stock, sales) to what pricing, inventory and orders say, beside a running shop or on a stopped one. Nothing is emptied meanwhile; it may be stopped and done again.',
  options: {},
  reads: ['DATA_DIR', 'DATABASE_URL', '<ROOM>_DATABASE_URL'],
});

let release = (): Promise<void> => Promise.resolve();
const stopping = new AbortController();

async function carryOut(): Promise<void> {
  const { databases } = await findDatabases('npm run catalogue:rebuild', (next) => (release = next));
  const { rebuild } = await import('@cartograph/products/server');
  const { products, sources, close } = await openSources(databases, 'catalogue-rebuild');
  let said = performance.now();
  const say = (line: string): void => {
    if (performance.now() - said < 2_000) return;
    said = performance.now();
    console.log(line);
  };
  try {
    const mended = await rebuild(products, sources, say, stopping.signal);
    console.log(
      mended === 0
        ? 'Lists are kept by what rooms say: nothing was otherwise.'
        : `${mended} SKUs were otherwise, and are as rooms say now.`,
    );
  } finally {
    await close();
  }
}

onStopSignal(async () => {
  stopping.abort();
  await release();
});
try {
  await carryOut();
  await release();
} catch (error) {
  await release().catch(() => undefined);
  refuseStart(error);
}
