import { enableCompileCache } from 'node:module';
import { readProvider } from '@cartograph/kit/payment-provider';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { readSubgraphList } from '@cartograph/kit/subgraph-list';
import { firstAdministratorOf } from './admin/first-administrator.ts';
import { allVariables, readCommandLine } from './command-line.ts';
import { readStackConfig } from './config.ts';
import { refuseExposedDemo } from './demo-public.ts';
import { readElsewhere } from './elsewhere.ts';
import { printedProgress, seconds } from './progress.ts';
import type { Stack } from './start-stack.ts';
import { welcome } from './welcome.ts';

readCommandLine({
  name: 'npm start',
  does: 'starts everything in one process tree, with a demo shop; Ctrl-C stops it, the data stays.',
  options: {},
  reads: allVariables,
});

const abort = new AbortController();
let starting: Promise<Stack> | undefined;

async function stop(): Promise<void> {
  abort.abort();
  const stack = await starting?.catch(() => undefined);
  await stack?.stop();
}

onStopSignal(async () => {
  console.log('\nstopping');
  await stop();
  console.log('stopped; the data stays');
});

function databaseLost(sentence: string): void {
  console.error(sentence);
  setTimeout(() => process.exit(1), 9_000).unref();
  void stop()
    .catch(console.error)
    .finally(() => process.exit(1));
}

try {
  const config = readStackConfig();
  refuseExposedDemo(config);
  readProvider(process.env);
  const elsewhere = readElsewhere(readSubgraphList());
  console.log('Cartograph starts; Ctrl-C stops it.\n');
  // The next start reads compiled code (0.4 s less); it lies in the system's folder for temporary files.
  enableCompileCache();
  const { startStack } = await import('./start-stack.ts');
  starting = startStack({
    ...config,
    elsewhere,
    administrator: firstAdministratorOf(config.adminEmail, config.adminPassword),
    progress: printedProgress(),
    signal: abort.signal,
    databaseLost,
    purpose: 'npm start',
  });
  const { url, metricsUrl, rooms } = await starting;
  const administered = (await rooms.customers.commands.administrators()).length > 0;
  console.log(`${'ready'.padEnd(11)}${seconds(performance.now()).padStart(7)}   since the command\n`);
  console.log(welcome({ url, metricsUrl, demo: config.seed === 'demo', administered, production: config.production }));
} catch (error) {
  if (!abort.signal.aborted) refuseStart(error);
}
