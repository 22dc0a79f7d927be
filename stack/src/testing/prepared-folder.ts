import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { testFolder } from '@cartograph/kit/testing/global-setup';

const run = promisify(execFile);
const project = join(import.meta.dirname, '../../..');
/** Far more than a first start takes anywhere. */
const limitMs = 240_000;

/**
 * Puts into an empty data folder what a first start leaves there: roles, databases at their newest migrations, and the demo. Each is made
 * once for a run of tests and copied for every shop (0.4 s of processor time instead of 4), since most are about what comes after a first
 * start. In a folder with something in it, and outside of a run, nothing is done: then the shop's own start does all that.
 */
export async function prepareFolder(dataDir: string, seed: 'demo' | 'none'): Promise<void> {
  const folder = testFolder(project);
  if (folder === undefined || readdirSync(dataDir).length > 0) return;
  const made = join(folder, `shop-${seed}`);
  for (const limit = Date.now() + limitMs; !existsSync(made); await sleep(50)) {
    if (Date.now() > limit) throw new Error(`no shop to copy after ${limitMs} ms: ${made}`);
    if (takeTurn(`${made}.turn`)) await make(folder, made, seed).finally(() => rmSync(`${made}.turn`, { recursive: true }));
  }
  // PostgreSQL's user keeps its files.
  await run('cp', ['-a', `${made}/.`, dataDir]);
}

/** Test files that run at the same time want the same: one makes it, the others wait. */
function takeTurn(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}

async function make(folder: string, made: string, seed: string): Promise<void> {
  if (existsSync(made)) return;
  const draft = mkdtempSync(join(folder, 'making-'));
  chmodSync(draft, 0o755);
  const program = fileURLToPath(new URL('make-shop.ts', import.meta.url));
  const env = { ...process.env, NODE_COMPILE_CACHE: join(project, 'node_modules/.cache/node') };
  await run(process.execPath, ['--import', join(project, 'kit/preflight.js'), program, draft, seed], { env });
  renameSync(draft, made);
}
