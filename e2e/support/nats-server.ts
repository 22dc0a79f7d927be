import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { steadyPorts } from '@cartograph/kit/testing/steady-ports';
import { type Program, runCommand } from './programs.ts';
import { until } from './until.ts';

/** Debian puts it where only root looks. */
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** The program of NATS, or undefined where it is not installed (apt-get install nats-server). */
export const natsProgram: string | undefined = folders.map((folder) => join(folder, 'nats-server')).find((file) => existsSync(file));

export interface NatsServer {
  readonly url: string;
  start(): Promise<void>;
  /** kill -9; what it has stored stays. */
  kill(): Promise<void>;
  /** What it has stored is gone; not while it runs. */
  forget(): void;
  close(): Promise<void>;
}

/** A NATS server with JetStream on a folder and a port that stay when it is killed and started again. */
export async function startNats(): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-nats-'));
  const [port = 0] = await steadyPorts(1);
  let program: Program | undefined;
  const kill = async (): Promise<void> => {
    program?.kill('SIGKILL');
    await program?.ended;
  };
  const start = async (): Promise<void> => {
    program = runCommand(String(natsProgram), ['-js', '-sd', folder, '-a', '127.0.0.1', '-p', String(port)]);
    await until(() => isOpen(port), Boolean);
  };
  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    start,
    kill,
    forget: () => rmSync(folder, { recursive: true, force: true }),
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
    socket.on('close', () => done(false)).setTimeout(1_000, () => socket.destroy());
    socket.once('data', () => socket.destroy());
  });
