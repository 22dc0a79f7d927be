import type { Database } from '@cartograph/kit/db';
import type { ProviderAccess } from '#try-provider';

/** How long a buyer has for a challenge, and what it holds is held. */
export interface ChallengeMinutes {
  guest: number;
  customer: number;
}

/** What the use cases of this room work with. */
export interface Deps extends ProviderAccess {
  db: Database;
  /** Where buyers reach this room's pages, such as https://shop.example. */
  publicUrl: string;
  challengeMinutes: ChallengeMinutes;
}
