import type { Caller } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import type { Commands } from '#commands';
import { createLoaders, type Loaders } from '#loaders';

/** What every resolver of this room is given; one a request. */
export interface RoomContext {
  readonly caller: Caller;
  readonly loaders: Loaders;
  readonly commands: Commands;
  /** For use cases, which take it as it is. */
  readonly db: Database;
}

export const createContext =
  (db: Database, commands: Commands) =>
  (caller: Caller): RoomContext => ({ caller, loaders: createLoaders(db), commands, db });
