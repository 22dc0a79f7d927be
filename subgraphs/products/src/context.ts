import { type Author, authorOf } from '@cartograph/kit/audit';
import { type Caller, isStaff } from '@cartograph/kit/caller';
import type { Commands } from '#commands';
import type { Loaders } from '#loaders';
import type { UseCases } from '#use-cases';

/** What every resolver of this room is given, fresh for each request. */
export interface RoomContext {
  readonly caller: Caller;
  /** Who writes, as the log of writes keeps it. */
  readonly author: Author;
  /** Staff and rooms: drafts and archived products too. */
  readonly seesAll: boolean;
  readonly loaders: Loaders;
  readonly useCases: UseCases;
  readonly commands: Commands;
}

export const createContext = ({ requestId, ...given }: Omit<RoomContext, 'seesAll' | 'author'> & { requestId: string }): RoomContext => ({
  ...given,
  author: authorOf(given.caller, requestId),
  seesAll: given.caller.kind === 'room' || isStaff(given.caller),
});
