import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does work that changes files below `root`, all of them among `places` (files or folders, there or not). When it fails, or is
 * interrupted (Ctrl-C, a terminal that is closed), every place is as it was before.
 */
export async function allOrNothing(root: string, places: readonly string[], work: () => Promise<void>): Promise<void> {
  const kept = mkdtempSync(join(tmpdir(), 'cartograph-before-'));
  // What is running hears Ctrl-C as well and ends; this process must outlive it to put everything back.
  const outlive = (): void => undefined;
  for (const signal of interruptions) process.on(signal, outlive);
  try {
    for (const place of places) copy(root, kept, place);
    await work();
  } catch (error) {
    for (const place of places) {
      rmSync(join(root, place), { recursive: true, force: true });
      copy(kept, root, place);
    }
    throw error;
  } finally {
    for (const signal of interruptions) process.off(signal, outlive);
    rmSync(kept, { recursive: true });
  }
}

function copy(from: string, to: string, place: string): void {
  if (!existsSync(join(from, place))) return;
  mkdirSync(dirname(join(to, place)), { recursive: true });
  cpSync(join(from, place), join(to, place), { recursive: true, verbatimSymlinks: true });
}
