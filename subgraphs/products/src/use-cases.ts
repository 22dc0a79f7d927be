import type { Queryable } from '@cartograph/kit/db';
import { type BrowseProductsCommand, browseProducts } from '#browse-products';
import { listCategories } from '#list-categories';
import { createUploads } from '#media/create-uploads';
import type { MediaDeps } from '#media/media-deps';
import { addressOf, type ImageFormat, type Media } from '#media/rules/picture';
import type { FileToUpload } from '#media/rules/upload';

export type UseCases = ReturnType<typeof createUseCases>;

/** What resolvers may do that is no look-up by key: the use cases with all that they need. */
export const createUseCases = (db: Queryable, media: MediaDeps) => ({
  browseProducts: (command: BrowseProductsCommand, seesAll: boolean) => browseProducts(db, command, seesAll),
  listCategories: () => listCategories(db),
  createUploads: (files: readonly FileToUpload[]) => createUploads(media, files),
  urlOf: (picture: Media, asked: { width?: number | null | undefined; format?: ImageFormat | null | undefined }) =>
    `${media.publicUrl}${addressOf(picture, asked)}`,
});
