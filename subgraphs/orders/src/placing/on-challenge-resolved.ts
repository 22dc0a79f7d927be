import type { DomainEvent } from '@cartograph/kit/event';
import { isUuid } from '@cartograph/kit/ids';
import type { Wakeable } from '@cartograph/kit/work';

export const consumer = 'orders.on-challenge-resolved';
export const eventTypes = ['payments.challenge_resolved'] as const;

/** The buyer answered their bank: drive the placement on now. No inbox: driving it twice changes nothing, and the sweep would anyway. */
export const onChallengeResolved =
  (placements: Wakeable) =>
  async ({ key }: DomainEvent): Promise<void> => {
    if (isUuid(key)) await placements.wake(key);
  };
