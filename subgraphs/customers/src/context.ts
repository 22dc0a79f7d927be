import type { Caller } from '@cartograph/kit/caller';
import type { Commands } from '#commands';
import type { Deps } from '#deps';
import { createLoaders, type Loaders } from '#loaders';

/** What every resolver of this room is given; one a request. */
export interface RoomContext {
  readonly caller: Caller;
  readonly loaders: Loaders;
  readonly commands: Commands;
  /** For use cases, which take them as they are. */
  readonly deps: Deps;
}

export const createContext =
  (deps: Deps, commands: Commands) =>
  (caller: Caller): RoomContext => ({ caller, loaders: createLoaders(deps.db), commands, deps });
