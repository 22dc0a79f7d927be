import { parseArgs } from 'node:util';
import { ConfigError, isDatabaseUrl } from '@cartograph/kit/config';
import { isUuid } from '@cartograph/kit/ids';
import { usage } from '../command-line.ts';

export interface ReplayOptions {
  placementId: string;
  /** Of orders, alone; without it the databases of DATA_DIR. */
  database?: string;
  json: boolean;
}

const advice = 'npm run replay -- --help says what there is.';

/** What the command line asks for, or `help` with what to print. Throws ConfigError with one sentence. */
export function readReplayOptions(args: readonly string[]): ReplayOptions | { help: string } {
  const { values, positionals } = parsed(args);
  if (values.help === true) return { help };
  const [given, ...more] = positionals;
  if (given === undefined) throw new ConfigError(`Name the placement by its id, a UUID, which is its order's id too; ${advice}`);
  if (more.length > 0) throw new ConfigError(`${more[0]}: one placement at a time; ${advice}`);
  const placementId = given.toLowerCase();
  if (!isUuid(placementId)) throw new ConfigError(`${given}: the id of a placement is a UUID, which is its order's id too; ${advice}`);
  const { database, json = false } = values;
  if (database !== undefined && !isDatabaseUrl(database))
    throw new ConfigError('--database must be a URL such as postgres://user:password@host:5432/cartograph_orders.');
  return { placementId, json, ...(database === undefined ? {} : { database }) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, database: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    const [what = ''] = (error as Error).message.split('. ');
    throw new ConfigError(`${what.replace(/\.$/, '')}; ${advice}`);
  }
}

const help = usage({
  name: 'npm run replay -- <placement id>',
  does: `prints what is recorded of a placement, in order, and decides it again from that; beside a running stack or on a stopped one.
Exit 0: decided the same; 1: something differs; 2: it could not be read.`,
  options: {
    'database <url>': "reads a copy of orders' database alone, instead of DATA_DIR",
    json: 'prints the result as JSON',
  },
  reads: ['DATA_DIR', 'DATABASE_URL', '<ROOM>_DATABASE_URL'],
});
