import type { Caller } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';
import type { Commands } from '#commands';
import { createLoaders, type Loaders } from '#loaders';

/** What every resolver of this room is given, fresh for each request. */
export interface RoomContext {
  readonly caller: Caller;
  readonly loaders: Loaders;
  readonly commands: Commands;
}

export const createContext = (db: Queryable, commands: Commands, caller: Caller): RoomContext => ({
  caller,
  loaders: createLoaders(db),
  commands,
});
