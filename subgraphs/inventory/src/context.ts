import type { Caller } from '@cartograph/kit/caller';
import type { Commands } from '#commands';
import type { Loaders } from '#loaders';
import type { UseCases } from '#use-cases';

/** What every resolver of this room is given; one per request. */
export interface RoomContext {
  readonly caller: Caller;
  readonly loaders: Loaders;
  readonly useCases: UseCases;
  readonly commands: Commands;
}
