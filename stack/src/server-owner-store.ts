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
    const { rows } = await client.query<{ comment: string | null }>(
      `select shobj_description(oid, 'pg_authid') as comment from pg_roles where rolname = $1`,
      [marked],
    );
    const [role] = rows;
    const named = role?.comment?.startsWith(prefix) ? role.comment.slice(prefix.length) : undefined;
    const free = !role || named === owner || (named === undefined && (owner === undefined || (await opens(ordersUrl))));
    if (!free) throw refused(adminUrl);
    if (owner !== undefined && named !== owner) {
      if (!role) await client.query(`create role ${marked}`);
      await client.query(`comment on role ${marked} is ${client.escapeLiteral(prefix + owner)}`);
    }
    await client.query('commit');
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
