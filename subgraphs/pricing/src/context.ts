import type { Caller } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import type { Commands } from '#commands';
import { createLoaders, type Loaders } from '#loaders';
import type { ProductsRemote } from '#remotes/products';

/** What every resolver of this room is given, fresh for each request. */
export interface RoomContext {
  readonly caller: Caller;
  readonly loaders: Loaders;
  readonly commands: Commands;
}

export const createContext =
  (db: Queryable, commands: Commands, products: ProductsRemote, log: Logger) =>
  (caller: Caller): RoomContext => ({ caller, loaders: createLoaders(db, products, log), commands });
