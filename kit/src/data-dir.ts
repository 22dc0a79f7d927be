import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Where the stack keeps its data: DATA_DIR, relative to where the command was typed (npm runs scripts elsewhere); else `.data` of the project. */
export const dataDirOf = (env: NodeJS.ProcessEnv): string => {
  const given = env['DATA_DIR']?.trim();
  return given ? resolve(env['INIT_CWD'] ?? process.cwd(), given) : resolve(import.meta.dirname, '../../.data');
};

/** What a running stack leaves in DATA_DIR, so that one room, status and doctor find it. */
const stackFile = z.object({
  /** The process that wrote it; see `processMark`. */
  process: z.string(),
  pid: z.number(),
  /** Which folder it was written in; see `identityOf`. */
  folder: z.string().optional(),
  /** Of the gateway; null while only the databases run. */
  url: z.string().nullable(),
  /** Room to the URL of its database. */
  databases: z.record(z.string(), z.string()),
  callerSecret: z.string(),
});
export type StackFile = z.infer<typeof stackFile>;

export const stackFileIn = (dataDir: string): string => join(dataDir, 'stack.json');

/** The stack that runs on this folder now, or undefined: what a killed one left behind does not count. */
export function runningStack(dataDir: string): StackFile | undefined {
  const file = stackFileIn(dataDir);
  if (!existsSync(file)) return undefined;
  const found = stackFile.safeParse(parsed(readFileSync(file, 'utf8'))).data;
  if (!found || !isRunning(found.process)) return undefined;
  // One that was copied along tells of the original.
  return found.folder === undefined || found.folder === identityOf(dataDir) ? found : undefined;
}

/** Tells a folder that was moved, which keeps it, from one that was copied. */
export function identityOf(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `${dev}:${ino}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names a process so that another one with the same pid, later or in the next container, is told apart: pid and kernel start time. */
export function processMark(pid: number = process.pid): string {
  return `${pid}:${startTime(pid) ?? ''}`;
}

export function isRunning(mark: string): boolean {
  const pid = Number(mark.split(':')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return processMark(pid) === mark;
}

/** Field 22 of /proc/<pid>/stat and the boot it counts from; undefined where there is no such file. A zombie has ended. */
function startTime(pid: number): string | undefined {
  try {
    const stat = firstBytes(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return 'ended';
    return `${fields[19]}@${firstBytes('/proc/sys/kernel/random/boot_id').slice(0, 8)}`;
  } catch {
    return undefined;
  }
}

function firstBytes(path: string): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(1024);
    return buffer.toString('utf8', 0, readSync(file, buffer));
  } finally {
    closeSync(file);
  }
}
