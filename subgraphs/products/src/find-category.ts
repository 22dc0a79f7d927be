import { badUserInput } from '@cartograph/kit/errors';
import type { RoomContext } from '#context';
import { slugKey } from '#rules/keys';
import type { Category } from '#rules/product';
import { readId } from '#rules/read-id';

type Finder = Pick<RoomContext, 'loaders'>;

/** A look-up by exactly one of id and slug, else BAD_USER_INPUT. */
export async function findCategory(
  { loaders }: Finder,
  { id, slug }: { id?: string | null | undefined; slug?: string | null | undefined },
): Promise<Category | null> {
  if ((id == null) === (slug == null)) throw badUserInput('id', 'Give exactly one of id and slug.');
  const key = id != null ? readId(id) : slugKey(slug ?? '');
  return key === undefined ? null : loaders.category.load(key);
}

/** The category above; null at the top. */
export const parentOf = async ({ loaders }: Finder, { parentId }: Category): Promise<Category | null> =>
  parentId === null ? null : ((await loaders.tree.load('all')).byId.get(parentId) ?? null);

export const childrenOf = async ({ loaders }: Finder, { id }: Category): Promise<Category[]> => [
  ...(await loaders.tree.load('all')).childrenOf(id),
];

/** From the top. */
export const ancestorsOf = async ({ loaders }: Finder, { id }: Category): Promise<Category[]> => [
  ...(await loaders.tree.load('all')).ancestorsOf(id),
];
