import { setTimeout as sleep } from 'node:timers/promises';
import type { EachRoom } from '../rooms.ts';
import { type Examination, examine } from './examine.ts';

/** Beside a running stack only what is still there 2 s later is a violation; only what was found is looked at again. */
export const examinePersistent = (databases: EachRoom<string>, running: boolean, files?: string, dataDir?: string): Promise<Examination> =>
  examine(databases, running ? { wait: () => sleep(2_000) } : {}, files, dataDir);
