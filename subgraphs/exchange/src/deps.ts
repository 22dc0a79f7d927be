import type { Database } from '@cartograph/kit/db';
import type { Work } from '@cartograph/kit/work';
import type { Kinds } from '#kind';

/** What the use cases of this room work with. */
export interface Deps {
  readonly db: Database;
  readonly kinds: Kinds;
  readonly work: Pick<Work<unknown>, 'wake'>;
}
