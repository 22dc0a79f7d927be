import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorOfCommand } from '@cartograph/kit/audit';
import { ConfigError } from '@cartograph/kit/config';
import { uuidv7 } from '@cartograph/kit/ids';
import type { Rooms } from '../start-rooms.ts';
import type { ExportOptions } from './options.ts';
import { showProgress } from './show-progress.ts';

const by = authorOfCommand('npm run export');

/** Has a file written and copies it out; gives the exit code. What is told goes to standard error: standard output is the file's. */
export async function runExport(commands: Rooms['exchange']['commands'], { data, format, output }: ExportOptions): Promise<number> {
  const from = performance.now();
  const command = { kind: 'EXPORT', data, format, dryRun: false, changedAfter: null, idempotencyKey: uuidv7() } as const;
  const outcome = await commands.startJob(command, by);
  if (outcome.kind !== 'started') throw new ConfigError(outcome.kind === 'invalid' ? outcome.problem.message : 'The key was used.');
  const progress = showProgress();
  let { job } = outcome;
  while (job.finishedAt === null) {
    await sleep(100);
    await commands.wakeJob(job.id);
    job = (await commands.findJob(job.id)) ?? job;
    progress.at(`${job.rowsDone} rows`);
  }
  progress.end();
  if (job.status !== 'SUCCEEDED') throw new ConfigError(job.failure ?? `The export was ${job.status.toLowerCase()}.`);
  const bytes = Readable.from(commands.readFile(job.id));
  if (output === undefined) await pipeline(bytes, process.stdout, { end: false });
  else await pipeline(bytes, createWriteStream(resolve(process.env['INIT_CWD'] ?? process.cwd(), output)));
  const { maxRSS } = process.resourceUsage();
  const seconds = ((performance.now() - from) / 1_000).toFixed(1);
  process.stderr.write(
    `${job.rowsDone} rows, ${job.fileBytes} bytes in ${seconds} s, ${Math.round(maxRSS / 1_024)} MB of memory at most\n`,
  );
  return 0;
}
