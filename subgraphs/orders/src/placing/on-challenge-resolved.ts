import type { ReadEvent } from '@cartograph/kit/read-event';
import type { Wakeable } from '@cartograph/kit/work';
import type { OnChallengeResolved } from '#generated/events';
import reads from './on-challenge-resolved.reads.json' with { type: 'json' };

export { reads };

/** The buyer answered their bank: drive the placement on now. No inbox: driving it twice changes nothing, and the sweep would anyway. */
export const onChallengeResolved =
  (placements: Wakeable) =>
  async ({ data }: ReadEvent<OnChallengeResolved>): Promise<void> =>
    placements.wake(data.placementId);
