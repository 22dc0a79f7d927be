import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';

export interface NewRoomOptions {
  name: string;
  /** The type it begins with; from its name when unset. */
  entity: string | undefined;
  /** The next free one when unset. */
  port: number | undefined;
}

const advice = 'nothing was written; npm run room -- --help says what there is.';

export const help = `npm run room -- new <name>: writes a room that composes, starts, answers and passes the checks, and wires it in.
It begins with one entity, an event and a command, each of which you may rename or replace.

Options, after -- for npm:
  --entity <Type>         the entity it begins with (default: from the name, Wish for wishes)
  --port <number>         where it listens as a process of its own (default: the next free one)
  --help                  prints this (-h)

Needs no network. Whatever fails, nothing of it stays.`;

/** What the command line asks for, or `help` with what to print. Throws ConfigError with one sentence. */
export function readNewRoomOptions(args: readonly string[]): NewRoomOptions | { help: string } {
  const { values, positionals } = parsed(args);
  if (values.help === true) return { help };
  const [verb, name, ...more] = positionals;
  if (verb !== 'new') throw new ConfigError(`${verb ?? 'npm run room'}: a room is made by npm run room -- new <name>; ${advice}`);
  if (name === undefined || more.length > 0) throw new ConfigError(`Name one room, such as npm run room -- new wishes; ${advice}`);
  if (!/^[a-z]{3,30}$/.test(name)) throw new ConfigError(`${name}: a room's name is 3 to 30 lower-case letters, such as wishes; ${advice}`);
  const { entity } = values;
  if (entity !== undefined && !/^[A-Z][A-Za-z]{1,40}$/.test(entity))
    throw new ConfigError(`--entity ${entity}: a type's name is letters, the first a capital, such as GiftCard; ${advice}`);
  return { name, entity, port: values.port === undefined ? undefined : readPort(values.port) };
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 1023 && port < 65_536) return port;
  throw new ConfigError(`--port ${text}: a port from 1024 to 65535; ${advice}`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { entity: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    const [what = ''] = (error as Error).message.split('. ');
    throw new ConfigError(`${what.replace(/\.$/, '')}; ${advice}`);
  }
}
