import { appendFile } from 'node:fs/promises';
import { ConfigError } from '@cartograph/kit/config';
import type { Logger } from '@cartograph/kit/log';
import type { Counts } from '#usage/count-variables';

/** One request, as far as it is recorded. */
export interface Seen {
  hash: string;
  client: string;
  clientVersion: string | undefined;
  operation: string | undefined;
  /** Adds what this request's variables hold. */
  count: (variables: Counts) => void;
  /** Asked for once a day and hash. */
  text: () => string;
}

export interface UsageLog {
  note: (seen: Seen) => void;
  /** Appends what was noted since the last time. */
  flush: () => Promise<void>;
  /** The last flush. */
  stop: () => Promise<void>;
}

/** A line before it is written. */
interface Entry extends Pick<Seen, 'hash' | 'client' | 'clientVersion' | 'operation'> {
  count: number;
  lastSeen: number;
  variables: Counts;
  text?: string;
}

export interface UsageLogOptions {
  file: string;
  log: Logger;
  flushMs?: number;
  /** Operations by client, version and name between two flushes; requests of more are counted together and logged. */
  maxEntries?: number;
}

/** A larger text is left out: the operation is then known by its hash alone. */
const maxTextLength = 16_384;
/** Of all texts of one flush, in characters. */
const maxTexts = 4 * 1024 * 1024;

/**
 * Which operations clients send, summed in memory and appended to a file as JSON lines: each line says what came since the line before,
 * so that lines of many replicas add up. A file that cannot be written when the gateway starts is a ConfigError; one that fails later
 * costs no request anything, and what it did not take is tried again.
 */
export async function openUsageLog({ file, log, flushMs = 60_000, maxEntries = 10_000 }: UsageLogOptions): Promise<UsageLog> {
  await appendFile(file, '').catch(({ code }: NodeJS.ErrnoException) => {
    throw new ConfigError(`USAGE_FILE: ${file} cannot be written (${code}); name a file in a folder that the gateway may write to.`);
  });
  let entries = new Map<string, Entry>();
  let texts = 0;
  let overflow = 0;
  let torn = false;
  const told = tellDaily();

  const entryOf = (key: string, make: () => Entry): Entry | undefined => {
    const known = entries.get(key);
    if (known || entries.size >= maxEntries) return known;
    const entry = make();
    entries.set(key, entry);
    return entry;
  };

  const note = ({ hash, client, clientVersion, operation, count, text }: Seen): void => {
    const now = Date.now();
    const key = `${hash} ${client}\n${clientVersion ?? ''}\n${operation ?? ''}`;
    const entry = entryOf(key, () => {
      const written = texts < maxTexts && told(hash, now) ? text() : '';
      const fits = written !== '' && written.length <= maxTextLength;
      if (fits) texts += written.length;
      return { hash, client, clientVersion, operation, count: 0, lastSeen: now, variables: {}, ...(fits && { text: written }) };
    });
    if (!entry) {
      overflow += 1;
      return;
    }
    entry.count += 1;
    entry.lastSeen = now;
    count(entry.variables);
  };

  const putBack = (unwritten: ReadonlyMap<string, Entry>): void => {
    for (const [key, old] of unwritten) {
      const entry = entryOf(key, () => ({ ...old, count: 0, variables: {} }));
      if (!entry) {
        overflow += old.count;
        continue;
      }
      entry.count += old.count;
      for (const [name, count] of Object.entries(old.variables)) entry.variables[name] = (entry.variables[name] ?? 0) + count;
      if (old.text !== undefined) entry.text = old.text;
    }
  };

  const write = async (): Promise<void> => {
    if (overflow > 0) log.warn({ requests: overflow, maxEntries }, 'too many different operations: the use of some was not recorded');
    overflow = 0;
    const batch = entries;
    if (batch.size === 0) return;
    entries = new Map();
    texts = 0;
    try {
      // A write that failed may have left half a line behind.
      await appendFile(file, `${torn ? '\n' : ''}${[...batch.values()].map(lineOf).join('')}`);
      torn = false;
    } catch (error) {
      torn = true;
      putBack(batch);
      log.warn({ err: error, file }, 'the use of operations could not be written; it is tried again');
    }
  };

  // One write after the other, or two batches could come apart in the file.
  let writing = Promise.resolve();
  const flush = (): Promise<void> => {
    writing = writing.then(write);
    return writing;
  };
  const timer = setInterval(() => void flush(), flushMs).unref();
  return {
    note,
    flush,
    stop: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

function lineOf({ lastSeen, variables, hash, client, clientVersion, operation, count, text }: Entry): string {
  const seen = new Date(lastSeen).toISOString();
  return `${JSON.stringify({ hash, client, clientVersion, operation, count, lastSeen: seen, variables, text })}\n`;
}

/** True the first time a hash is met on a day, so that a file that is rotated has every text again. */
function tellDaily(): (hash: string, now: number) => boolean {
  let day = 0;
  const told = new Set<string>();
  return (hash, now) => {
    const today = Math.floor(now / 86_400_000);
    if (today !== day || told.size >= 100_000) told.clear();
    day = today;
    if (told.has(hash)) return false;
    told.add(hash);
    return true;
  };
}
