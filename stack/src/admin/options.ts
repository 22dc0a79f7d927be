import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import { usage } from '../command-line.ts';

export type AdminOptions = { verb: 'create'; email: string; name: string | null; link: boolean } | { verb: 'list' } | { help: string };

const advice = 'nothing was done; npm run admin -- --help says what there is.';

/** What the command line asks for. Throws ConfigError with one sentence. */
export function readAdminOptions(args: readonly string[]): AdminOptions {
  const { values, positionals } = parsed(args);
  const [verb, email, ...more] = positionals;
  if (values.help === true || (verb === undefined && args.length === 0)) return { help };
  if (more.length > 0) throw new ConfigError(`${more[0]}: one e-mail address at a time; ${advice}`);
  if (verb === 'list' && email === undefined) return { verb };
  if (verb !== 'create') throw new ConfigError(`${verb === 'list' ? email : (verb ?? 'admin')}: say create <e-mail>, or list; ${advice}`);
  if (email === undefined) throw new ConfigError(`create: whose e-mail address? ${advice}`);
  return { verb, email, name: values.name ?? null, link: values.link === true };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { link: { type: 'boolean' }, name: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    const [what = ''] = (error as Error).message.split('. ');
    throw new ConfigError(`${what.replace(/\.$/, '')}: ${advice}`);
  }
}

const help = usage({
  name: 'npm run admin -- create <e-mail>',
  does: `makes an administrator, beside a running shop, here or elsewhere, or on a stopped one; an account that is there becomes one.
npm run admin -- list says who they are. What they may do is taken with the API: revokeRole.`,
  options: {
    link: 'no password: shows a token, once, with which they choose theirs within 3 days',
    'name <name>': 'of an account that is opened',
  },
  reads: ['ADMIN_PASSWORD', 'DATA_DIR', 'DATABASE_URL', '<ROOM>_DATABASE_URL'],
});
