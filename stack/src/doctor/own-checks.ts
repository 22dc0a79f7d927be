import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Check, RoomChecks } from '@cartograph/kit/room';
import { type Look, readTable, tablesOf } from './look-store.ts';
import { damagedFiles } from './read-files.ts';
import type { Violation } from './readings.ts';

/** Every room has an outbox, and none may keep an event to itself. */
const outbox: readonly Check[] = [
  {
    invariant: 5,
    name: 'events_are_published',
    sql: `select 'event ' || id || ' (' || type || ') waits since ' || occurred_at as detail from outbox
          where published_at is null and parked_at is null and not history and occurred_at < now() - interval '30 seconds' limit 100`,
  },
  {
    invariant: 5,
    name: 'no_event_is_given_up',
    sql: `select 'event ' || id || ' (' || type || ') is parked: ' || coalesce(last_error, '') as detail from outbox
          where published_at is null and parked_at is not null limit 100`,
  },
];

export interface Claim {
  invariant: number;
  name: string;
  /** Its violations, each in words; what could not be looked at is one. */
  look(): Promise<string[]>;
}

/** What a room claims of its own database, and that all of it can be read to its end: in its files, where the cluster is here, else by statements. */
export function claimsOf({ own, files }: RoomChecks, look: Look, cluster?: string, dataDir?: string): Claim[] {
  const told = [...own, ...outbox.filter(({ name }) => !own.some((check) => check.name === name))];
  return [
    ...told.map(({ invariant, name, sql }) => ({
      invariant,
      name,
      look: async () => {
        try {
          return (await look.rows<{ detail: string }>(sql)).map(({ detail }) => detail);
        } catch (error) {
          return [`cannot be looked at: ${await look.why(error)}`];
        }
      },
    })),
    cluster === undefined
      ? { invariant: 9, name: 'tables_can_be_read', look: () => unreadable(look) }
      : { invariant: 9, name: 'files_are_whole', look: () => damagedFiles(look, cluster) },
    ...(files && dataDir !== undefined ? [{ ...files, look: () => missingFiles(files.page, look, dataDir) }] : []),
  ];
}

/** The first hundred that are missing. */
async function missingFiles(page: (after: string) => string, look: Look, dataDir: string): Promise<string[]> {
  const found: string[] = [];
  try {
    for (let after = '00000000-0000-0000-0000-000000000000'; found.length < 100; ) {
      const rows = await look.rows<{ id: string; path: string }>(page(after));
      const last = rows.at(-1);
      if (!last) break;
      found.push(...rows.filter(({ path }) => !existsSync(join(dataDir, path))).map(({ path }) => `the file ${path} is missing`));
      after = last.id;
    }
  } catch (error) {
    found.push(`cannot be looked at: ${await look.why(error)}`);
  }
  return found.slice(0, 100);
}

async function unreadable(look: Look): Promise<string[]> {
  const found: string[] = [];
  try {
    for (const { name } of await tablesOf(look)) {
      try {
        await readTable(look, name);
      } catch (error) {
        found.push(`table ${name} cannot be read: ${await look.why(error)}`);
      }
    }
  } catch (error) {
    found.push(`its tables cannot be listed: ${await look.why(error)}`);
  }
  return found;
}

export const violationsOf = (room: string, { invariant, name }: Claim, details: readonly string[]): Violation[] =>
  details.map((detail) => ({ invariant, check: name, room, detail }));
