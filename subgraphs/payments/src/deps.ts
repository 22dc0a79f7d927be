import type { Database } from '@cartograph/kit/db';
import type { ProviderAccess } from '#try-provider';

/** What the use cases of this room work with. */
export interface Deps extends ProviderAccess {
  db: Database;
  /** Where buyers reach this room's pages, such as https://shop.example. */
  publicUrl: string;
}
