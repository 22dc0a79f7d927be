import { inspect } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import { escapedText } from '@cartograph/kit/escaped';
import { onStopSignal } from '@cartograph/kit/process';
import { findDatabases } from '../find-databases.ts';
import type { Rooms } from '../start-rooms.ts';

/**
 * Runs a command on the rooms' code in this process and on their databases, which may have a shop at work on them: jobs have leases, and
 * what the rooms write is locked by its rows. Without relays: events wait in the outboxes for rooms that run.
 */
export async function runCommand<Options extends object>(
  purpose: string,
  read: (args: readonly string[]) => Options | { help: string },
  work: (rooms: Rooms, options: Options) => Promise<number>,
): Promise<void> {
  const opened: (() => Promise<void>)[] = [];
  let ending: Promise<void> | undefined;
  const close = (): Promise<void> => {
    ending ??= (async () => {
      for (const end of opened.splice(0).reverse()) await end();
    })();
    return ending;
  };
  onStopSignal(close);
  try {
    const options = read(process.argv.slice(2));
    if ('help' in options) return console.log(options.help);
    const { databases } = await findDatabases(purpose, (release) => {
      opened[0] = release;
    });
    const { startRooms } = await import('../start-rooms.ts');
    const quiet = { callerSecret: 'not used in process', publicUrl: 'http://localhost', eventBus: 'postgres', logLevel: 'error' };
    const { rooms, stop } = await startRooms({ databases, ...quiet, background: false });
    opened.push(stop);
    process.exitCode = await work(rooms, options);
    await close();
  } catch (error) {
    await close().catch(() => undefined);
    // 1 says that rows were refused, so what could not be done at all ends otherwise.
    console.error(escapedText(error instanceof ConfigError ? error.message : inspect(error)));
    process.exitCode = 2;
  }
}
