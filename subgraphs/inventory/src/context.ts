import type { Author } from '@cartograph/kit/audit';
import type { Caller } from '@cartograph/kit/caller';
import type { Commands } from '#commands';
import type { Loaders } from '#loaders';
import type { UseCases } from '#use-cases';

/** What every resolver of this room is given; one per request. */
export interface RoomContext {
  readonly caller: Caller;
  /** The caller, as an audit entry keeps who wrote. */
  readonly author: Author;
  /** How much of what is there the public is told at most. */
  readonly shownAtMost: number;
  readonly loaders: Loaders;
  readonly useCases: UseCases;
  readonly commands: Commands;
}
