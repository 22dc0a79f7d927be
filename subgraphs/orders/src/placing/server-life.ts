import type { Database } from '@cartograph/kit/db';
import { readServerLife } from '#placing/server-life-store';

/**
 * Which life of the database server a drive belongs to. Participants on the same server answer before they are durable: their answers
 * hold only as long as the server has not crashed since. A drive asks for the token before its first call and every decision and ending
 * demands it, so that none is built on an answer that a crash took back.
 */
export interface ServerLife {
  token(): Promise<string>;
  /** A write was refused that demanded the token: the next drive reads it anew. */
  doubt(): void;
}

export function createServerLife(db: Database): ServerLife {
  let known: Promise<string> | undefined;
  const read = (): Promise<string> => {
    const asked = readServerLife(db);
    asked.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked;
  };
  return {
    token: () => (known ??= read()),
    doubt: () => void (known = undefined),
  };
}
