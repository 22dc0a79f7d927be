import { inspect } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import { escapedText } from '@cartograph/kit/escaped';
import { onStopSignal } from '@cartograph/kit/process';
import { findDatabases } from './find-databases.ts';
import { type ReplayOptions, readReplayOptions } from './replay/options.ts';
import { replayPersistent, replayPlacement } from './replay/replay-placement.ts';
import { type Replay, report, reportJson } from './replay/report.ts';

let release = (): Promise<void> => Promise.resolve();

/** On the copy that is named; else beside a running shop, or on the databases of a stopped one while PostgreSQL runs for the look. */
async function look({ placementId, database }: ReplayOptions): Promise<Replay> {
  if (database !== undefined) return replayPlacement(placementId, { orders: database });
  const hold = (next: typeof release): void => {
    release = next;
  };
  // What another room does not tell is said, and hides nothing of the rest.
  const { databases, running } = await findDatabases('npm run replay', hold, ['orders']);
  return running ? replayPersistent(placementId, databases) : replayPlacement(placementId, databases);
}

onStopSignal(() => release());
try {
  const options = readReplayOptions(process.argv.slice(2));
  if ('help' in options) console.log(options.help);
  else {
    const replayed = await look(options);
    await release();
    console.log(options.json ? reportJson(replayed) : report(replayed));
    process.exitCode = replayed.differences.length > 0 ? 1 : 0;
  }
} catch (error) {
  await release().catch(() => undefined);
  // 1 says that a placement differs, so what could not be read at all ends otherwise.
  console.error(escapedText(error instanceof ConfigError ? error.message : inspect(error)));
  process.exitCode = 2;
}
