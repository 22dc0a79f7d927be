import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';

const log = new URL('log.ts', import.meta.url).href;
const metrics = new URL('metrics.ts', import.meta.url).href;

/** Logs so many lines of 10 kB, takes a breath, logs once more, says on stderr what became of it, and ends with its stdin. */
const chatter = (make: string, lines: number): string => `
  import { createLog } from '${log}';
  import { registry } from '${metrics}';
  import { pino } from 'pino';
  const log = ${make};
  for (let line = 0; line < ${lines}; line += 1) log.info('x'.repeat(10_000));
  await new Promise((done) => setTimeout(done, 500));
  log.info('the last');
  const count = async (name) => (await registry.getSingleMetric(name).get()).values[0].value;
  console.error('alive', (await count('cartograph_log_errors_total')) > 0, (await count('cartograph_log_lines_dropped_total')) > 0);
  process.stdin.on('end', () => process.exit(0)).resume();`;

function chat(stdout: 'pipe' | number, make = `createLog('orders', 'info')`, lines = 1_000) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', chatter(make, lines)], {
    stdio: ['pipe', stdout, 'pipe'],
    cwd: new URL('..', import.meta.url),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  const ended = new Promise<string>((done) => child.once('close', (code) => done(`${said.trim()} ${code}`)));
  return { child, ended };
}

async function chatAlone(...how: Parameters<typeof chat>): Promise<string> {
  const { child, ended } = chat(...how);
  child.stdin?.end();
  return ended;
}

test('a log on a full disk does not end the shop, and is counted', async () => {
  expect(await chatAlone(openSync('/dev/full', 'w'))).toBe('alive true true 0');
});

test('a log without protection would have ended it', async () => {
  expect(await chatAlone(openSync('/dev/full', 'w'), 'pino(pino.destination({ dest: 1, sync: true }))')).toContain('ENOSPC');
});

test('a log whose reader has left does not end the shop', async () => {
  const { child, ended } = chat('pipe');
  child.stdin?.end();
  child.stdout?.destroy();
  expect(await ended).toMatch(/^alive true \w+ 0$/);
});

test('a log whose reader stands still does not hold up the shop', async () => {
  const { child, ended } = chat('pipe');
  child.stdin?.end();
  child.stdout?.pause();
  let closed = '';
  child.stderr?.once('data', (bytes: Buffer) => {
    closed = bytes.toString().trim();
    child.stdout?.resume();
  });
  await ended;
  expect(closed).toBe('alive true true');
});

test('a log that is read has every line', async () => {
  const { child, ended } = chat('pipe', undefined, 300);
  let lines = 0;
  child.stdout?.on('data', (bytes: Buffer) => {
    lines += bytes.toString().split('\n').length - 1;
    if (lines === 301) child.stdin?.end();
  });
  expect(await ended).toMatch(/^alive \w+ false 0$/);
  expect(lines).toBe(301);
});
