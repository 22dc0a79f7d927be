import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { peakMegabytes } from './peak-memory.ts';

export interface Watched {
  exitCode: number | null;
  output: string;
  seconds: number;
  /** The most memory that its process had. */
  megabytes: number;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** `npm run <script>`, without npm around it, so that what its process takes can be read. */
export const watchCommand = (script: string, dataDir: string, ...args: string[]): Promise<Watched> =>
  watchCommandWith({}, script, dataDir, ...args);

/** The same with these variables beside its own. */
export async function watchCommandWith(
  env: Readonly<Record<string, string>>,
  script: string,
  dataDir: string,
  ...args: string[]
): Promise<Watched> {
  const since = performance.now();
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Readonly<Record<string, string>> };
  const [, ...words] = (scripts[script] ?? '').split(' ');
  const child = spawn(process.execPath, [...words, ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  let megabytes = 0;
  const watching = setInterval(() => (megabytes = Math.max(megabytes, peakMegabytes(child.pid))), 50);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  clearInterval(watching);
  return { exitCode, output, seconds: (performance.now() - since) / 1_000, megabytes };
}
