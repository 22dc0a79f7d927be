import type { Deps } from '#deps';
import { loadJobs } from '#job-store';
import { completeFile, insertPart, reserveBytes, storedBytes } from '#part-store';
import { isOver, type Job, maxFileBytes, maxStoredBytes } from '#rules/job';

/** Part of a file. */
export interface FilePart {
  position: number;
  /** No byte of it may come from here on; undefined: wherever it ends. */
  end: number | undefined;
  /** The file ends with this part. */
  isLast: boolean;
  chunks: AsyncIterable<Uint8Array>;
}

export type ReceiveOutcome =
  | { kind: 'received'; job: Job }
  /** It goes on elsewhere: `job.fileBytes` says where. */
  | { kind: 'elsewhere'; job: Job }
  | { kind: 'over'; job: Job }
  | { kind: 'too-large' }
  | { kind: 'no-room' }
  | { kind: 'unknown' };

/** Pieces in which a file is kept: one is in memory at a time, and read in one statement. */
const pieceBytes = 1_048_576;

/**
 * Takes a part of an import's file piece by piece, each kept before the next is read: whatever breaks, what has arrived is there, and the
 * import runs on it. Throws what the chunks throw, with what came before kept.
 */
export async function receiveFile({ db, work }: Pick<Deps, 'db' | 'work'>, jobId: string, part: FilePart): Promise<ReceiveOutcome> {
  const found = await find(db, jobId);
  if (!found || found.kind !== 'IMPORT') return { kind: 'unknown' };
  if (isOver(found) || found.fileComplete) return { kind: 'over', job: found };
  if (found.fileBytes !== part.position) return { kind: 'elsewhere', job: found };
  if ((part.end ?? 0) > maxFileBytes) return { kind: 'too-large' };
  let { position } = part;
  for await (const bytes of pieces(part.chunks)) {
    if (position + bytes.length > (part.end ?? maxFileBytes)) return { kind: 'too-large' };
    const kept = await keep({ db }, { jobId, position, bytes });
    if (kept) return kept;
    position += bytes.length;
    await work.wake(jobId);
  }
  if (part.isLast && (part.end === undefined || part.end === position)) {
    await completeFile(db, jobId, position);
    await work.wake(jobId);
  }
  const job = await find(db, jobId);
  return job ? { kind: 'received', job } : { kind: 'unknown' };
}

const find = async (db: Deps['db'], id: string): Promise<Job | undefined> => (await loadJobs(db, [id])).at(0);

/** Undefined when it is kept, else why not. */
async function keep(
  { db }: Pick<Deps, 'db'>,
  part: { jobId: string; position: number; bytes: Buffer },
): Promise<ReceiveOutcome | undefined> {
  const kept = await db.transaction(async (tx) => {
    if (!(await reserveBytes(tx, part, maxStoredBytes))) return false;
    await insertPart(tx, part);
    return true;
  });
  if (kept) return undefined;
  const job = await find(db, part.jobId);
  if (!job) return { kind: 'unknown' };
  if (isOver(job) || job.fileComplete) return { kind: 'over', job };
  if (job.fileBytes !== part.position) return { kind: 'elsewhere', job };
  return (await storedBytes(db)) + part.bytes.length > maxStoredBytes ? { kind: 'no-room' } : { kind: 'elsewhere', job };
}

/** The same bytes in pieces of one size; what came before a fault is given before it is thrown. */
async function* pieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  let fault: unknown;
  const taken = (): Buffer => {
    const piece = Buffer.concat(held);
    held = [];
    length = 0;
    return piece;
  };
  const iterator = chunks[Symbol.asyncIterator]();
  for (;;) {
    const next = await iterator.next().catch((error: unknown) => {
      fault = error ?? new Error('the upload broke');
      return { done: true as const, value: undefined };
    });
    if (next.done || next.value === undefined) break;
    held.push(next.value);
    length += next.value.length;
    if (length >= pieceBytes) yield taken();
  }
  if (length > 0) yield taken();
  if (fault !== undefined) throw fault;
}
