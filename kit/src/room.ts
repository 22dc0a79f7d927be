import type { Database } from './db.ts';
import type { EventBus } from './event.ts';
import type { Logger } from './log.ts';
import type { Pages } from './pages.ts';
import type { Forget } from './retention.ts';
import type { Retention } from './retention-config.ts';
import type { Listen } from './serve.ts';
import type { Execute } from './subgraph.ts';

/** What every room's `start` takes. `Remotes` are the calls it makes to other rooms, in process or over HTTP alike. */
export interface RoomOptions<Remotes = Record<never, never>> {
  databaseUrl: string;
  remotes: Remotes;
  bus: EventBus;
  log: Logger;
  /** Connections of its pool at most. */
  poolSize?: number;
  /** Where the coordinator's database is (`serverOf`), when whoever starts the room knows: on the same server, Tries commit faster. */
  coordinatorServer?: string;
  /** Set where the room is a process of its own; unset in the one-process shape. */
  listen?: Listen;
  /** How long what nobody needs is kept; read from RETENTION_CARTS and its sisters when unset. */
  retention?: Retention;
  /** false: no timers (relay, sweeps), for tests that drive them by hand. */
  background?: boolean;
}

/** What every room's `start` gives. */
export interface Room<Commands> {
  readonly name: string;
  readonly execute: Execute;
  /** Its internal commands as functions: lists in, lists out, without GraphQL. For trusted callers in the same process. */
  readonly commands: Commands;
  readonly url: string | undefined;
  /** HTTP pages behind the public port (the payment simulator's, pictures): the gateway passes the paths of `schema.config.json` to them. */
  readonly pages?: Pages;
  /** What keeps it from doing its part in an order just now, in words for anybody; empty when nothing does. Answers within 2 s. */
  unready(): Promise<readonly string[]>;
  /** Forgets what was kept long enough, whoever's turn it is: as the timer does, for tests and measurements. */
  readonly forget: Forget;
  statements(): number;
  stop(): Promise<void>;
}

/** Violations of an invariant (docs/architecture.md) found in one room's database: one row per violation. */
export interface Check {
  /** As numbered in docs/architecture.md. */
  invariant: number;
  /** snake_case claim, such as "levels_match_ledger". */
  name: string;
  /** A query whose every row is a violation; column `detail` says which row of the shop, in words. Bound it with a limit. */
  sql: string;
}

/** What a room contributes to `npm run doctor`: its own checks, and readings that checks across rooms compare by name. */
export interface RoomChecks {
  own: readonly Check[];
  /** What is worth knowing and no violation: its rows are shown, and change no exit code. */
  notes?: readonly Omit<Check, 'invariant'>[];
  /** Files of the data folder that rows stand for: a page of rows with `id` and `path`, in the order of ids and after one. */
  files?: { invariant: number; name: string; page: (after: string) => string };
  /** Name of a reading to the query that gives it. */
  readings: Readonly<Record<string, string>>;
}

/**
 * The events that a room tells again from its own tables after they have left the archive: type to SQL of its `data`, of the row `e` of
 * `event_history` (`key` is the entity's id). Null where the entity is gone, and nothing is told.
 */
export type RoomHistory = Readonly<Record<string, string>>;

/**
 * What a room tells as history of how things stand now, where events of then cannot be told again one by one: each of them is of many things, or
 * some things were never told of.
 */
export interface Standing {
  /** Types of events that it stands for: what was told of them is not told again. */
  supersedes: readonly string[];
  /**
   * Puts the next page after a place into the outbox, in a transaction of its own. Ids are the same as long as what they tell is. `last` null:
   * there are no more.
   */
  tell: (db: Database, after: string) => Promise<{ ids: readonly string[]; last: string | null }>;
}
