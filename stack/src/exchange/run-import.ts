import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorOfCommand } from '@cartograph/kit/audit';
import { ConfigError } from '@cartograph/kit/config';
import type { Rooms } from '../start-rooms.ts';
import type { ImportOptions } from './options.ts';
import { showProgress } from './show-progress.ts';

type Commands = Rooms['exchange']['commands'];
type Job = NonNullable<Awaited<ReturnType<Commands['findJob']>>>;

const by = authorOfCommand('npm run import');
const isOver = ({ finishedAt }: Job): boolean => finishedAt !== null;

/** Relative to where the command was typed: npm runs scripts elsewhere. */
const pathOf = (file: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), file);

/** Sends a file, or goes on where the same file was left, and drives it to its end; gives the exit code. */
export async function runImport(commands: Commands, options: ImportOptions, print: (line: string) => void = console.log): Promise<number> {
  const file = pathOf(options.file);
  const { size } = await stat(file).catch(() => {
    throw new ConfigError(`${options.file}: there is no such file, or it may not be read.`);
  });
  const from = performance.now();
  const opened = await open(commands, options, await hashOf(file));
  if (opened.fileBytes > 0) print(`goes on after ${opened.rowsDone} rows, with byte ${opened.fileBytes} of ${size}`);
  const progress = showProgress();
  const sent = opened.fileComplete ? Promise.resolve() : send(commands, opened, file);
  // Whoever awaits it hears of a fault; until then it must not end the process.
  sent.catch(() => undefined);
  let job = opened;
  while (!isOver(job)) {
    await sleep(200);
    await commands.wakeJob(job.id);
    job = (await commands.findJob(job.id)) ?? job;
    progress.at(`${job.rowsDone} rows, ${Math.floor((100 * job.position) / Math.max(size, 1))} %, ${job.rowsRefused} refused`);
    if (job.fileBytes < size) await Promise.race([sent, sleep(0)]);
  }
  progress.end();
  await sent.catch(() => undefined);
  await tell(commands, job, options, performance.now() - from, print);
  return job.status === 'SUCCEEDED' ? 0 : 1;
}

/** The job of this file that is not over, else a new one. */
async function open(commands: Commands, { data, format, dryRun }: ImportOptions, hash: string): Promise<Job> {
  for (let time = 1; ; time += 1) {
    const command = {
      kind: 'IMPORT',
      data,
      format,
      dryRun,
      changedAfter: null,
      idempotencyKey: `${hash} ${data} ${format} ${dryRun} ${time}`,
    } as const;
    const outcome = await commands.startJob(command, by);
    if (outcome.kind === 'invalid') throw new ConfigError(outcome.problem.message);
    if (outcome.kind === 'started' && !isOver(outcome.job)) return outcome.job;
  }
}

async function send(commands: Commands, job: Job, file: string): Promise<void> {
  const chunks = createReadStream(file, { start: job.fileBytes, highWaterMark: 262_144 });
  const outcome = await commands.receiveFile(job.id, { position: job.fileBytes, end: undefined, isLast: true, chunks });
  switch (outcome.kind) {
    case 'received':
    case 'over':
      return;
    case 'elsewhere':
      throw new ConfigError('Somebody else sends this file at this moment.');
    case 'too-large':
    case 'no-room':
    case 'unknown':
      throw new ConfigError('The file is too large (2 GB), or too many files are kept: older ones go a day after their job’s end.');
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function tell(
  commands: Commands,
  job: Job,
  { report, dryRun }: ImportOptions,
  ms: number,
  print: (line: string) => void,
): Promise<void> {
  const verb = dryRun ? 'would be changed' : 'changed';
  print(
    `${job.rowsDone} rows: ${job.rowsChanged} ${verb}, ${job.rowsDone - job.rowsChanged - job.rowsRefused} as they were, ${job.rowsRefused} refused`,
  );
  if (job.failure !== null) print(job.failure);
  const { maxRSS } = process.resourceUsage();
  print(
    `${job.status.toLowerCase().replaceAll('_', ' ')} in ${(ms / 1_000).toFixed(1)} s, ${Math.round(maxRSS / 1_024)} MB of memory at most, job ${job.id}`,
  );
  if (report !== undefined) {
    await pipeline(Readable.from(commands.readReport(job.id)), createWriteStream(pathOf(report)));
    print(`all refusals are in ${report}`);
  } else if (job.rowsRefused > 0) await tellFirst(commands, job, print);
}

const shown = 10;

async function tellFirst(commands: Commands, job: Job, print: (line: string) => void): Promise<void> {
  for await (const page of commands.readReport(job.id)) {
    const lines = page.trimEnd().split('\r\n');
    if (lines[0]?.startsWith('row,')) continue;
    for (const line of lines.slice(0, shown)) print(`  row ${line}`);
    if (job.rowsRefused > shown) print(`  and more: --report <file> writes all`);
    return;
  }
}
