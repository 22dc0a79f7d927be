import type { Caller } from '@cartograph/kit/caller';
import type { Loaders } from '#loaders';
import type { UseCases } from '#use-cases';

/** What every resolver of this room is given, fresh for each request. */
export interface RoomContext {
  readonly caller: Caller;
  readonly requestId: string;
  readonly loaders: Loaders;
  readonly useCases: UseCases;
}
