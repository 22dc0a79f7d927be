import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { migrateAll, provision, roomUrl } from '@cartograph/stack/provision';
import { eachRoom, rooms } from '@cartograph/stack/rooms';
import { startRooms } from '@cartograph/stack/start-rooms';
import { freePorts } from './free-ports.ts';
import { fillShop } from './shop.ts';

/** A room or the gateway. */
export interface Program {
  name: string;
  pid: number;
}

const preflight = new URL('../../kit/preflight.js', import.meta.url).href;

export interface Processes {
  /** Of the gateway. */
  url: string;
  programs: readonly Program[];
  databases: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Six rooms and the gateway, each a process, with databases of their own beside those of the rooms in one process. */
export async function startProcesses(adminUrl: string): Promise<Processes> {
  const secret = randomBytes(24).toString('base64url');
  const databases = eachRoom((room) => roomUrl(adminUrl, room, secret).replaceAll(`cartograph_${room}`, `process_${room}`));
  await provision(adminUrl, databases, false);
  await migrateAll(databases);
  const quiet = { eventBus: 'postgres', logLevel: 'silent', background: false };
  const filling = await startRooms({ databases, callerSecret: secret, publicUrl: 'http://127.0.0.1', ...quiet });
  await fillShop(filling);
  await filling.stop();

  const ports = await freePorts(rooms.length);
  const urls = Object.fromEntries(rooms.map((room, index) => [`${room.toUpperCase()}_URL`, `http://127.0.0.1:${ports[index]}`]));
  const common = { CALLER_SECRET: secret, LOG_LEVEL: 'warn', EVENT_BUS: 'postgres', ...urls };
  const children: ChildProcess[] = [];
  const run = (file: string, env: Record<string, string>): Promise<string> => {
    // As `npm start` in its folder and the container run it.
    const child = spawn(process.execPath, ['--import', preflight, fileURLToPath(new URL(`../../${file}`, import.meta.url))], {
      env: { PATH: process.env['PATH'], ...common, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return listening(child, file);
  };
  const killAll = (): void => children.forEach((child) => child.kill('SIGKILL'));
  process.once('exit', killAll);
  const stop = async (): Promise<void> => {
    const running = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const gone = running.map((child) => once(child, 'exit'));
    for (const child of running) child.kill();
    await Promise.all(gone);
    process.off('exit', killAll);
  };
  try {
    const rest = rooms.map((room, index) =>
      run(`subgraphs/${room}/src/main.ts`, { PORT: String(ports[index]), DATABASE_URL: databases[room] }),
    );
    await Promise.all(rest);
    const url = await run('gateway/src/main.ts', { PORT: '0' });
    const names = [...rooms, 'gateway'];
    const programs = children.flatMap(({ pid }, index) => (pid === undefined ? [] : [{ name: names[index] ?? '', pid }]));
    return { url, programs, databases, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where it says that it listens; what it complains of goes to the screen. */
function listening(child: ChildProcess, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (text: Buffer) => {
      printed += text.toString();
      const url = /listens on (http:\S+)/.exec(printed)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code, signal) => reject(new Error(`${file} ended before it listened (${signal ?? code}): ${printed}`)));
  });
}
