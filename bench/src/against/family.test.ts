import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { timeOf } from './family.ts';

const burn = (ms: number): string => `while (process.cpuUsage().user + process.cpuUsage().system < ${ms * 1_000});`;

test('a shop has used what its processes use, and what those used that have ended', async () => {
  const inner = `process.title = 'postgres'; ${burn(400)}`;
  const outer = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(burn(300))}]);
    require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`${inner} console.log('burnt'); setInterval(() => 1, 1000);`)}],
      { stdio: 'inherit' });`;
  const child = spawn(process.execPath, ['-e', outer], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void process.kill(-(child.pid ?? 0), 'SIGKILL'));
  await once(child.stdout, 'data');
  const { all, postgres } = timeOf(child.pid ?? 0);
  // Ticks of 10 ms are counted down.
  expect(postgres).toBeGreaterThan(0.38);
  expect(all - postgres).toBeGreaterThan(0.28);
});
