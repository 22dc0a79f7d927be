import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import { usage } from '../command-line.ts';
import { type RoomName, rooms } from '../rooms.ts';

/** What there is to do with events: each with what it takes and does. A further one is an entry here and a case in `events.ts`. */
const subcommands = {
  history: { room: 'one', does: 'tells once more, as history, all that a room has told: for a consumer that joins later' },
  lag: { room: 'all', does: 'how many events each room has not published yet, since when, and how many are parked' },
  parked: { room: 'all', does: 'which events were given up after ten attempts, and why; the newest 100 of a room' },
} as const satisfies Record<string, { room: 'one' | 'all'; does: string }>;

export type Subcommand = keyof typeof subcommands;

export interface EventsOptions {
  subcommand: Subcommand;
  /** One for `history`; all, or the one that is named, for the others. */
  rooms: readonly RoomName[];
}

const advice = 'nothing was done; npm run events -- --help says what there is.';
const isRoom = (name: string): name is RoomName => rooms.some((room) => room === name);
const known = (name: string): name is Subcommand => Object.hasOwn(subcommands, name);

/** What the command line asks for, or `help` with what to print. Throws ConfigError with one sentence. */
export function readEventsOptions(args: readonly string[]): EventsOptions | { help: string } {
  const { values, positionals } = parsed(args);
  if (values.help === true) return { help };
  const [name, room, ...more] = positionals;
  if (name === undefined) throw new ConfigError(`Say what to do: ${Object.keys(subcommands).join(', ')}; ${advice}`);
  if (!known(name)) throw new ConfigError(`${name}: there is no such thing to do with events; ${advice}`);
  if (more.length > 0) throw new ConfigError(`${more[0]}: one room at a time; ${advice}`);
  if (room === undefined && subcommands[name].room === 'one') throw new ConfigError(`Name the room: ${rooms.join(', ')}; ${advice}`);
  if (room !== undefined && !isRoom(room)) throw new ConfigError(`${room}: there is no such room, only ${rooms.join(', ')}; ${advice}`);
  return { subcommand: name, rooms: room === undefined ? rooms : [room] };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    const [what = ''] = (error as Error).message.split('. ');
    throw new ConfigError(`${what.replace(/\.$/, '')}; ${advice}`);
  }
}

const lines = Object.entries(subcommands).map(
  ([name, { room, does }]) => `  ${`${name} ${room === 'one' ? '<room>' : '[room]'}`.padEnd(18)}${does}`,
);

const help = usage({
  name: 'npm run events -- <what> [room]',
  does: `of the events that rooms tell each other (docs/events.md):

${lines.join('\n')}

history waits until what it tells is published, in portions, so that news need not wait; told as history, under the ids of then, it is
taken by who asks for history and has not taken it. It may be stopped and done again. Exit 1: refused, or not published.`,
  options: {},
  reads: ['DATA_DIR', 'DATABASE_URL', '<ROOM>_DATABASE_URL'],
});
