import type { Caller } from '@cartograph/kit/caller';
import type { Loaders } from '#loaders';
import type { UseCases } from '#use-cases';

/** What every resolver of this room is given. */
export interface RoomContext {
  readonly caller: Caller;
  readonly loaders: Loaders;
  readonly useCases: UseCases;
}
