import { badUserInput } from '@cartograph/kit/errors';
import type { RoomContext } from '#context';
import type { Collection } from '#rules/collection';
import { slugKey } from '#rules/keys';
import { readId } from '#rules/read-id';
import { isListed } from '#rules/visibility';

type Finder = Pick<RoomContext, 'loaders' | 'seesAll'>;

/** A look-up by exactly one of id and slug (else BAD_USER_INPUT): unpublished ones for staff only. */
export async function findCollection(
  { loaders, seesAll }: Finder,
  { id, slug }: { id?: string | null | undefined; slug?: string | null | undefined },
): Promise<Collection | null> {
  if ((id == null) === (slug == null)) throw badUserInput('id', 'Give exactly one of id and slug.');
  const key = id != null ? readId(id) : slugKey(slug ?? '');
  const collection = key === undefined ? null : await loaders.collection.load(key);
  return collection && isListed(collection.status, seesAll) ? collection : null;
}
