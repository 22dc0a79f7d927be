import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';

/** What the figures depend on, as name and value. */
export async function machineFacts(admin: pg.Client, dataDir: string): Promise<[string, string][]> {
  const { rows } = await admin.query<{ name: string; setting: string }>(
    `select name, current_setting(name) as setting from pg_settings
     where name in ('server_version', 'fsync', 'synchronous_commit', 'shared_preload_libraries', 'full_page_writes', 'shared_buffers', 'max_wal_size', 'wal_sync_method')
     order by name`,
  );
  const server = rows.map(({ name, setting }) => `${name}=${setting}`).join(', ');
  return [
    ['Processors', `${availableParallelism()} of ${cpus()[0]?.model.trim() ?? 'unknown'}`],
    ['Memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['System', `${process.platform} ${release()}`],
    ['Node', process.version],
    ['PostgreSQL, for all alike', server],
    ['One write of 8 kB with fdatasync', `${syncMs(dataDir).toFixed(2)} ms (median of 200)`],
  ];
}

/** What a commit costs at least, on the disk of the cluster. */
function syncMs(dataDir: string): number {
  const path = join(dataDir, 'sync-probe');
  const file = openSync(path, 'w');
  const block = Buffer.alloc(8_192);
  const times: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const began = performance.now();
    writeSync(file, block, 0, block.length, 0);
    fdatasyncSync(file);
    times.push(performance.now() - began);
  }
  closeSync(file);
  rmSync(path);
  return times.toSorted((a, b) => a - b)[100] ?? Number.NaN;
}
