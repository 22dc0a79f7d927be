import { openDatabase } from '@cartograph/kit/db';
import { escaped } from '@cartograph/kit/escaped';
import { silentLog } from '@cartograph/kit/log';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { type EventsOptions, readEventsOptions } from './events/options.ts';
import { run } from './events/run.ts';
import { findDatabases } from './find-databases.ts';

let release = (): Promise<void> => Promise.resolve();

async function carryOut({ subcommand, rooms }: EventsOptions): Promise<void> {
  const { databases, running } = await findDatabases('npm run events', (next) => (release = next), rooms);
  for (const room of rooms) {
    const db = openDatabase({ url: databases[room], log: silentLog(), max: 1, applicationName: 'events', silenceMs: 300_000 });
    try {
      await run[subcommand]({ room, db, running, say: (line) => console.log(escaped(line)) });
    } finally {
      await db.close();
    }
  }
}

onStopSignal(() => release());
try {
  const options = readEventsOptions(process.argv.slice(2));
  if ('help' in options) console.log(options.help);
  else await carryOut(options);
  await release();
} catch (error) {
  await release().catch(() => undefined);
  refuseStart(error);
}
