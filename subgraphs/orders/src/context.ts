import type { Caller } from '@cartograph/kit/caller';
import type { Loaders } from '#loaders';
import type { UseCases } from '#use-cases';

/** What every resolver of this room is given. */
export interface RoomContext {
  readonly caller: Caller;
  /** Of the client's request, as logs name it. */
  readonly requestId: string;
  readonly loaders: Loaders;
  readonly useCases: UseCases;
}
