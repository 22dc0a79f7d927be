import { countPending } from '@cartograph/drizzle/migrate';
import { ConfigError, isDatabaseUrl, readConfig } from '@cartograph/kit/config';
import { z } from 'zod';
import { sentenceFor } from './open-server.ts';
import { type EachRoom, eachRoom, type RoomName, rooms } from './rooms.ts';

/** Names the database of one room, for provisioning and for whoever looks at the shop from outside. */
export const databaseVariable = (room: string): string => `${room.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;

/** As provisioning needs it, which makes role and database. */
export const databaseUrlForm = z
  .string('must be set')
  .regex(/^postgres(ql)?:\/\/[^:@/]+:[^@/]+@[^/]+\/.+/, 'must be a URL with user, password and database');

/** What the environment names, room by room; undefined: no room at all. Some and not others is refused. */
export function readRoomUrls(env: NodeJS.ProcessEnv = process.env): EachRoom<string> | undefined {
  const named = rooms.filter((room) => (env[databaseVariable(room)] ?? '').trim() !== '');
  if (named.length === 0) return undefined;
  const missing = rooms.filter((room) => !named.includes(room));
  if (missing.length > 0)
    throw new ConfigError(`${missing.map(databaseVariable).join(', ')}: set it as well: a look at the shop takes every room's database.`);
  const form = z.string().refine(isDatabaseUrl, 'must be a URL such as postgres://user:password@host:5432/database');
  const config: Readonly<Record<string, string>> = readConfig(
    z.object(Object.fromEntries(rooms.map((room) => [databaseVariable(room), form]))),
    env,
  );
  return eachRoom((room) => config[databaseVariable(room)] ?? '');
}

/** The databases that provisioning made on a server, through the role that made them: it is a member of theirs. */
export function urlsOnServer(adminUrl: string): EachRoom<string> {
  return eachRoom((room) => {
    const url = new URL(adminUrl);
    url.pathname = `/cartograph_${room}`;
    return url.toString();
  });
}

/** Ends with one sentence a room that cannot be read as this version reads it. */
export async function refuseUnusable(databases: EachRoom<string>, needed: readonly RoomName[]): Promise<void> {
  const found = await Promise.all(needed.map((room) => whyUnusable(room, databases[room])));
  const sentences = found.filter((sentence) => sentence !== undefined);
  if (sentences.length > 0) throw new ConfigError(sentences.join('\n'));
}

async function whyUnusable(room: RoomName, url: string): Promise<string | undefined> {
  try {
    if ((await countPending(room, url)) === 0) return undefined;
    const { hostname, port, pathname } = new URL(url);
    const where = `${hostname}:${port || 5432}${pathname}`;
    return `${databaseVariable(room)}: ${where} has not the tables of this version; provisioning or the start of ${room} brings them.`;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConfigError') return error.message;
    return `${databaseVariable(room)}: ${sentenceFor(url, error)}`;
  }
}
