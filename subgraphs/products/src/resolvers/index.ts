import { DateTime } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { Category } from '#resolvers/Category';
import { Media } from '#resolvers/Media';
import { createMediaUploads } from '#resolvers/Mutation/createMediaUploads';
import { Product } from '#resolvers/Product';
import { ProductConnection } from '#resolvers/ProductConnection';
import { ProductVariant } from '#resolvers/ProductVariant';
import { categories } from '#resolvers/Query/categories';
import { product } from '#resolvers/Query/product';
import { products } from '#resolvers/Query/products';
import { productsVariantSnapshots } from '#resolvers/Query/productsVariantSnapshots';
import { productVariant } from '#resolvers/Query/productVariant';
import { productVariants } from '#resolvers/Query/productVariants';

export const resolvers: Resolvers = {
  Query: { product, productVariant, productVariants, products, categories, productsVariantSnapshots },
  Mutation: { createMediaUploads },
  DateTime,
  Media,
  Product,
  ProductVariant,
  Category,
  ProductConnection,
};
