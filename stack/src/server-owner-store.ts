import { createHash } from 'node:crypto';
import { ConfigError } from '@cartograph/kit/config';
import pg from 'pg';

/** Says whose the rooms' databases on a given server are; all servers keep comments on roles for every database alike. */
const marked = 'cartograph_orders';
const prefix = 'Cartograph, data folder ';

/** Names a data folder by its secret, which stays the same when the folder is moved, restored, or its process killed. */
export const ownerOf = (callerSecret: string): string => createHash('sha256').update(callerSecret).digest('hex').slice(0, 16);

/**
 * Claims a given server for one data folder before anything is changed there: a second one would set the roles' passwords anew, cut off
 * the first, and make the links of its guests void. Roles of before that name nobody are those of whoever knows their password.
 * `owner` undefined: for provisioning, whose passwords come from outside and which belongs to no folder.
 */
export async function claimServer(adminUrl: string, owner: string | undefined, ordersUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'cartograph claim' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('cartograph.claim'))");
    const { known, named } = await readOwner(client);
    const free = !known || named === owner || (named === undefined && (owner === undefined || (await opens(ordersUrl))));
    if (!free) throw refused(adminUrl);
    if (owner !== undefined && named !== owner) {
      if (!known) await client.query(`create role ${marked}`);
      await client.query(`comment on role ${marked} is ${client.escapeLiteral(prefix + owner)}`);
    }
    await client.query('commit');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** `known`: somebody made rooms there; `named`: the data folder that says they are its own. */
async function readOwner(client: pg.Client): Promise<{ known: boolean; named: string | undefined }> {
  const { rows } = await client.query<{ comment: string | null }>(
    `select shobj_description(oid, 'pg_authid') as comment from pg_roles where rolname = $1`,
    [marked],
  );
  const [role] = rows;
  return { known: role !== undefined, named: role?.comment?.startsWith(prefix) ? role.comment.slice(prefix.length) : undefined };
}

/**
 * Of these databases, those that are on a given server, before they are deleted there. What is another data folder's is refused, what
 * nobody claims and our password does not open, and what was never made for a room: its owner is not the room's role.
 * `owner` undefined: a folder without secrets, which owns nothing.
 */
export async function findOwnDatabases(
  adminUrl: string,
  { owner, ordersUrl, names }: { owner: string | undefined; ordersUrl: string | undefined; names: readonly string[] },
): Promise<string[]> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'cartograph reset', connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; owner: string }>(
      'select datname as name, rolname as owner from pg_database join pg_roles on pg_roles.oid = datdba where datname = any($1) order by 1',
      [names],
    );
    const { known, named } = await readOwner(client);
    if (!known && rows.length === 0) return [];
    const ours = owner !== undefined && (named === owner || (named === undefined && ordersUrl !== undefined && (await opens(ordersUrl))));
    if (!ours) throw refused(adminUrl);
    const foreign = rows.find((database) => database.owner !== database.name);
    if (foreign)
      throw new ConfigError(
        `DATABASE_URL: the database ${foreign.name} there belongs to the role ${foreign.owner} and was not made for a room; nothing was deleted.`,
      );
    return rows.map(({ name }) => name);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function refused(adminUrl: string): ConfigError {
  const { hostname, port } = new URL(adminUrl);
  return new ConfigError(
    `DATABASE_URL: the shop at ${hostname}:${port || 5432} belongs to another data folder, whose secrets.json has the passwords there and what its guests' order links hang on; set DATA_DIR to that folder, or put its secrets.json (npm run backup keeps it) into this one.`,
  );
}

async function opens(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'cartograph claim', connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // Its database may not be made yet: a start that was killed.
    return error instanceof pg.DatabaseError && error.code === '3D000';
  } finally {
    await client.end().catch(() => undefined);
  }
}
