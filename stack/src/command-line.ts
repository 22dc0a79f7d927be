import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import { refuseStart } from '@cartograph/kit/process';

const variables = {
  DATA_DIR: 'the folder of embedded PostgreSQL, secrets and the running stack (default .data)',
  DATABASE_URL: 'a PostgreSQL 18 server instead of the embedded one',
  '<ROOM>_DATABASE_URL': 'ORDERS_DATABASE_URL and so on, all of them: databases elsewhere, whatever DATA_DIR holds',
  PORT: 'of the gateway; 0 takes a free one (default 4000)',
  HOST: 'where the gateway listens (default 127.0.0.1)',
  SEED: 'demo fills the shop once, none leaves it empty (default demo; none in production)',
  ADMIN_EMAIL: 'who becomes the administrator of a shop that has none (default nobody)',
  ADMIN_PASSWORD: 'their password, also for npm run admin (default: they choose it with a token that is shown once)',
  DEMO_PUBLIC: 'yes lets a HOST beyond this machine have the demo (default no)',
  ALLOWED_ORIGINS: 'web pages of other origins that may call, with commas (default none)',
  METRICS_PORT: 'of /metrics; 0 takes a free one (default: 10000 above PORT)',
  METRICS_HOST: 'where it listens (default 127.0.0.1)',
  EVENT_BUS: 'postgres, or nats://host:4222 (default postgres)',
  PAYMENTS: 'who takes the money: simulator, with which none moves (default: simulator; none in production)',
  SMTP_URL: 'for mail, which nothing sends yet',
  USAGE_FILE: 'where the gateway appends which operations clients send (default: nowhere)',
  NODE_ENV: 'production hides IDE and introspection, and refuses demo and failpoints',
  LOG_LEVEL: 'trace to fatal, or silent (default warn)',
  SIMULATOR_DELAY_MS: 'for tests: each call to the payment simulator takes longer',
  SIMULATOR_LOSE_REPLIES: 'for tests: fraction of its replies that are lost, from 0 to 1',
  SIMULATOR_SEED: 'for tests: the same seed loses the same replies',
  CARTOGRAPH_FAILPOINTS: 'for tests: where this process dies, such as orders.confirm.after_persist=kill',
};

type Variable = keyof typeof variables;
/** What the whole stack reads. */
export const allVariables = (Object.keys(variables) as Variable[]).filter((name) => name !== '<ROOM>_DATABASE_URL');

interface Command<Option extends string> {
  /** As it is typed, such as "npm run reset". */
  name: string;
  /** One sentence. */
  does: string;
  /** Each a flag without a value, with what it does. */
  options: Readonly<Record<Option, string>>;
  /** The environment variables it acts on. */
  reads: readonly Variable[];
}

type Flags<Option extends string> = Readonly<Record<Option, boolean>>;

/** The flags that are set, or `help` with what to print. Throws ConfigError for whatever the command does not know. */
export function parseCommandLine<Option extends string>(
  command: Command<Option>,
  args: readonly string[],
): { flags: Flags<Option>; help?: string } {
  const names = Object.keys(command.options) as Option[];
  const known = Object.fromEntries(
    [...names, 'help'].map((name) => [name, { type: 'boolean' as const, ...(name === 'help' && { short: 'h' }) }]),
  );
  const values = parsed(command.name, () => parseArgs({ args: [...args], options: known }).values);
  const set = Object.fromEntries(names.map((name) => [name, values[name] === true])) as Flags<Option>;
  return { flags: set, ...(values['help'] === true && { help: usage(command) }) };
}

/** Before a command does anything: prints its usage and ends when asked for help, and ends with exit code 1 for an unknown argument. */
export function readCommandLine<Option extends string>(command: Command<Option>): Flags<Option> {
  try {
    const { flags, help } = parseCommandLine(command, process.argv.slice(2));
    if (help === undefined) return flags;
    console.log(help);
  } catch (error) {
    refuseStart(error);
  }
  process.exit(0);
}

function parsed<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // Node adds advice that is wrong behind npm; its first sentence names the argument.
    const [what = ''] = (error as Error).message.split('. ');
    throw new ConfigError(`${what.replace(/\.$/, '')}: nothing was done; ${name} -- --help says what there is.`);
  }
}

export function usage<Option extends string>({ name, does, options, reads }: Command<Option>): string {
  const flags = [...Object.entries<string>(options), ['help', 'prints this (-h)']];
  const lines = (rows: string[][], prefix = ''): string =>
    rows.map(([left = '', right = '']) => `  ${(prefix + left).padEnd(24)}${right}`).join('\n');
  return `${name}: ${does}

Options, after -- for npm:
${lines(flags, '--')}

Environment:
${lines(reads.map((variable) => [variable, variables[variable]]))}`;
}
