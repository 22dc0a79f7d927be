import type { Author } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { type BrowseProductsCommand, browseProducts } from '#browse-products';
import { type SuggestCommand, suggest } from '#browsing/suggest';
import { type DeleteCategoryCommand, deleteCategory } from '#category/delete-category';
import type { SaveCategoryCommand } from '#category/rules/save-category';
import { saveCategory } from '#category/save-category';
import { listCollections } from '#collection/collection-store';
import { maxCollections, type SaveCollectionCommand } from '#collection/rules/save-collection';
import { saveCollection } from '#collection/save-collection';
import { type CreateProductCommand, createProduct } from '#editing/create-product';
import { type DuplicateProductCommand, duplicateProduct } from '#editing/duplicate-product';
import { maxUpdates, type UpdateProductCommand, updateProduct, updateProducts } from '#editing/update-products';
import { listCategories } from '#list-categories';
import type { Wanted } from '#listing-store';
import type { Loaders } from '#loaders';
import { createUploads } from '#media/create-uploads';
import { findPictures } from '#media/find-pictures';
import type { MediaDeps } from '#media/media-deps';
import { addressOf, type ImageFormat, type Media } from '#media/rules/picture';
import type { FileToUpload } from '#media/rules/upload';
import { listProductTypes } from '#product-type/product-type-store';
import { maxTypes, type SaveProductTypeCommand } from '#product-type/rules/save-product-type';
import { saveProductType } from '#product-type/save-product-type';

export type UseCases = ReturnType<typeof createUseCases>;

/** What resolvers may do that is no look-up by key: the use cases with all that they need. */
export const createUseCases = (db: Database, media: MediaDeps) => ({
  browseProducts: (command: BrowseProductsCommand, seesAll: boolean, wanted: Wanted) => browseProducts(db, command, seesAll, wanted),
  suggest: (loaders: Loaders, command: SuggestCommand) => suggest(db, loaders, command),
  listCategories: () => listCategories(db),
  createUploads: (files: readonly FileToUpload[]) => createUploads(media, files),
  urlOf: (picture: Media, asked: { width?: number | null | undefined; format?: ImageFormat | null | undefined }) =>
    `${media.publicUrl}${addressOf(picture, asked)}`,
  listCollections: (seesAll: boolean) => listCollections(db, seesAll, maxCollections),
  listProductTypes: () => listProductTypes(db, maxTypes),
  saveCategory: (command: SaveCategoryCommand, by: Author) => saveCategory(db, command, by),
  deleteCategory: (command: DeleteCategoryCommand, by: Author) => deleteCategory(db, command, by),
  saveCollection: (command: SaveCollectionCommand, by: Author) => saveCollection(db, command, by),
  saveProductType: (command: SaveProductTypeCommand, by: Author) => saveProductType(db, command, by),
  duplicateProduct: (command: DuplicateProductCommand, by: Author) => duplicateProduct(db, command, by),
  createProduct: async (command: CreateProductCommand, by: Author) => {
    const [product = command.product] = await findPictures(media, [command.product], () => ['product']);
    return createProduct(db, { ...command, product }, by);
  },
  updateProduct: async (command: UpdateProductCommand, by: Author) => {
    const [product = command.product] = await findPictures(media, [command.product], () => ['product']);
    return updateProduct(db, { ...command, product }, by);
  },
  updateProducts: async (commands: readonly UpdateProductCommand[], by: Author) => {
    const products = await findPictures(
      media,
      commands.slice(0, maxUpdates).map(({ product }) => product),
      (index) => ['products', index, 'product'],
    );
    return updateProducts(
      db,
      commands.map((command, index) => ({ ...command, product: products[index] ?? command.product })),
      by,
    );
  },
});
