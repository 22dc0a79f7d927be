import type { Caller } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import type { Commands } from '#commands';
import { createLoaders, type Loaders } from '#loaders';
import type { Remotes } from '#quote-on-sale';

/** What every resolver of this room is given, fresh for each request. */
export interface RoomContext {
  readonly caller: Caller;
  readonly loaders: Loaders;
  readonly commands: Commands;
}

export const createContext =
  (db: Queryable, commands: Commands, remotes: Remotes, log: Logger) =>
  (caller: Caller): RoomContext => ({ caller, loaders: createLoaders(db, remotes, log), commands });
