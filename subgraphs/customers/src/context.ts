import type { Caller } from '@cartograph/kit/caller';
import type { SubgraphExtensions } from '@cartograph/kit/subgraph';
import type { Asker } from '#accounts/asker';
import type { Commands } from '#commands';
import type { Loaders } from '#loaders';
import type { UseCases } from '#use-cases';

/** What every resolver of this room is given; one per request. */
export interface RoomContext {
  /** Of the moment: who signs in or out is somebody else for the rest of the request. */
  caller: Caller;
  /** As the logs and the log of changes have it. */
  readonly requestId: string;
  /** Where the request came from, and how many passwords it may still have looked at. */
  readonly asker: Asker;
  /** What the gateway is told of that. */
  readonly handOver: SubgraphExtensions;
  readonly loaders: Loaders;
  readonly useCases: UseCases;
  readonly commands: Commands;
}
