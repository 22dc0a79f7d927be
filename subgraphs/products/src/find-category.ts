import { isUuid } from '@cartograph/kit/ids';
import type { RoomContext } from '#context';
import type { Category } from '#rules/product';

/** The category behind another room's reference. */
export const findCategory = async ({ loaders }: Pick<RoomContext, 'loaders'>, id: string): Promise<Category | null> =>
  isUuid(id) ? loaders.category.load(id.toLowerCase()) : null;
