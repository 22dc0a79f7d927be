import { setTimeout as sleep } from 'node:timers/promises';
import { runningPostgres } from './running-postgres.ts';

/** SIGINT is PostgreSQL's fast shutdown (clients are cut off, all is flushed), SIGQUIT the immediate one (as in a crash). */
export async function stopPostgres(pid: number, dataDir: string, mode: 'fast' | 'immediate'): Promise<void> {
  signalTo(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  const started = Date.now();
  while (runningPostgres(dataDir)?.pid === pid) {
    if (Date.now() - started > 6_000) signalTo(pid, 'SIGQUIT');
    if (Date.now() - started > 20_000) throw new Error(`PostgreSQL (pid ${pid}) does not stop`);
    await sleep(20);
  }
}

export function signalTo(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it is gone already, which is what was wanted
  }
}
