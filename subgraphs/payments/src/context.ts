import type { Caller } from '@cartograph/kit/caller';
import type { Commands } from '#commands';
import type { Loaders } from '#loaders';

/** What every resolver of this room is given. */
export interface RoomContext {
  caller: Caller;
  loaders: Loaders;
  commands: Commands;
}
