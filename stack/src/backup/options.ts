import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import { usage } from '../command-line.ts';

interface Command {
  /** As it is typed, such as "npm run backup". */
  name: string;
  does: string;
}

/** The one folder that a command takes, seen from where it was typed (npm runs scripts elsewhere), or `help` with what to print. */
export function readFolderOption(
  { name, does }: Command,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { folder: string } | { help: string } {
  const advice = `nothing was done; ${name} -- --help says what there is.`;
  const { values, positionals } = parsed(args, advice);
  if (values.help === true) return { help: usage({ name: `${name} -- <folder>`, does, options: {}, reads: ['DATA_DIR', 'DATABASE_URL'] }) };
  const [given, ...more] = positionals;
  if (!given) throw new ConfigError(`Name the folder of the backup; ${advice}`);
  if (more.length > 0) throw new ConfigError(`${more[0]}: one folder at a time; ${advice}`);
  return { folder: resolve(env['INIT_CWD'] ?? process.cwd(), given) };
}

function parsed(args: readonly string[], advice: string) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    const [what = ''] = (error as Error).message.split('. ');
    throw new ConfigError(`${what.replace(/\.$/, '')}; ${advice}`);
  }
}
