import { type Caller, isStaff } from '@cartograph/kit/caller';
import type { Commands } from '#commands';
import type { Loaders } from '#loaders';
import type { UseCases } from '#use-cases';

/** What every resolver of this room is given, fresh for each request. */
export interface RoomContext {
  readonly caller: Caller;
  /** Staff and rooms: drafts and archived products too. */
  readonly seesAll: boolean;
  readonly loaders: Loaders;
  readonly useCases: UseCases;
  readonly commands: Commands;
}

export const createContext = (given: Omit<RoomContext, 'seesAll'>): RoomContext => ({
  ...given,
  seesAll: given.caller.kind === 'room' || isStaff(given.caller),
});
