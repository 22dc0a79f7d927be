import type { EventDeclaration } from '@cartograph/kit/declare-event';
import type { Room, RoomChecks, RoomHistory, RoomOptions, Standing } from '@cartograph/kit/room';

/** What every room is started with, whatever it is. */
export type StartOptions = Omit<RoomOptions, 'remotes'>;

/** What the whole shop knows and some rooms need. */
export interface Shop {
  /** Shared by the gateway and the rooms. */
  callerSecret: string;
  /** Where browsers reach the gateway, and behind it the pages of rooms. */
  publicUrl: string;
  /** Where files lie; the environment's DATA_DIR when unset. */
  dataDir?: string;
}

/** A room's `server.ts`, as far as it is the same in all. */
interface Server {
  checks: RoomChecks;
  events: readonly EventDeclaration[];
  history?: RoomHistory;
  standing?: readonly Standing[];
  start: (options: never) => Promise<Room<unknown>>;
}

type Load<S extends Server = Server> = () => Promise<S>;

type Asked<Asks extends Readonly<Record<string, Load>>> = {
  readonly [Name in keyof Asks]: Awaited<ReturnType<Awaited<ReturnType<Asks[Name]>>['start']>>['commands'];
};

interface Description<S extends Server, Asks extends Readonly<Record<string, Load>>, Commands> {
  /** Reads its code, which is not read before it is needed. */
  server: Load<S>;
  /** Where it listens as a process of its own. */
  port: number;
  /** The rooms it calls, by name. */
  asks?: Asks;
  /** Here a remote or an option that is missing does not compile. `asked`: the commands of the rooms it calls. */
  start: (server: S, options: StartOptions, asked: Asked<Asks>, shop: Shop) => Promise<Room<Commands>>;
}

/** What is known of one room without reading its code. */
export interface RoomEntry<Commands> {
  readonly port: number;
  readonly asks: readonly string[];
  /** Reads its code, which a start does while there is nothing else to do. */
  read(): Promise<void>;
  checks(): Promise<RoomChecks>;
  /** What it says. */
  events(): Promise<readonly EventDeclaration[]>;
  /** What it tells again of its events when they are gone. */
  history(): Promise<RoomHistory>;
  /** What it tells of how things stand, for who joins later. */
  standing(): Promise<readonly Standing[]>;
  /** `asked`: commands by the name of the room that has them, or what stands for them. */
  start(options: StartOptions, asked: Readonly<Record<string, unknown>>, shop: Shop): Promise<Room<Commands>>;
}

export function room<S extends Server, Commands, Asks extends Readonly<Record<string, Load>> = Record<never, never>>({
  server,
  port,
  asks,
  start,
}: Description<S, Asks, Commands>): RoomEntry<Commands> {
  return {
    port,
    asks: Object.keys(asks ?? {}),
    read: async () => void (await server()),
    checks: async () => (await server()).checks,
    events: async () => (await server()).events,
    history: async () => (await server()).history ?? {},
    standing: async () => (await server()).standing ?? [],
    start: async (options, asked, shop) => start(await server(), options, asked as Asked<Asks>, shop),
  };
}
