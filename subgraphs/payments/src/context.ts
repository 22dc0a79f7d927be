import type { Caller } from '@cartograph/kit/caller';
import type { Commands } from '#commands';
import type { Loaders } from '#loaders';

/** What every resolver of this room is given. */
export interface RoomContext {
  caller: Caller;
  loaders: Loaders;
  commands: Commands;
}

/** An order is known here by its key alone. */
export interface OrderKey {
  id: string;
}
