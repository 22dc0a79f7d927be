import { DateTime, Decimal } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { AttributeDefinition } from '#resolvers/AttributeDefinition';
import { Category } from '#resolvers/Category';
import { Collection } from '#resolvers/Collection';
import { Media } from '#resolvers/Media';
import { createMediaUploads } from '#resolvers/Mutation/createMediaUploads';
import { createProduct } from '#resolvers/Mutation/createProduct';
import { deleteCategory } from '#resolvers/Mutation/deleteCategory';
import { duplicateProduct } from '#resolvers/Mutation/duplicateProduct';
import { productsImportRows } from '#resolvers/Mutation/productsImportRows';
import { saveCategory } from '#resolvers/Mutation/saveCategory';
import { saveCollection } from '#resolvers/Mutation/saveCollection';
import { saveProductType } from '#resolvers/Mutation/saveProductType';
import { updateProduct } from '#resolvers/Mutation/updateProduct';
import { updateProducts } from '#resolvers/Mutation/updateProducts';
import { PriceRange } from '#resolvers/PriceRange';
import { Product } from '#resolvers/Product';
import { ProductConnection } from '#resolvers/ProductConnection';
import { ProductOption } from '#resolvers/ProductOption';
import { ProductOptionValue } from '#resolvers/ProductOptionValue';
import { ProductType } from '#resolvers/ProductType';
import { ProductVariant } from '#resolvers/ProductVariant';
import { categories } from '#resolvers/Query/categories';
import { category } from '#resolvers/Query/category';
import { collection } from '#resolvers/Query/collection';
import { collections } from '#resolvers/Query/collections';
import { product } from '#resolvers/Query/product';
import { products } from '#resolvers/Query/products';
import { productsExportRows } from '#resolvers/Query/productsExportRows';
import { productsVariantSnapshots } from '#resolvers/Query/productsVariantSnapshots';
import { productTypes } from '#resolvers/Query/productTypes';
import { productVariant } from '#resolvers/Query/productVariant';
import { productVariants } from '#resolvers/Query/productVariants';
import { searchSuggestions } from '#resolvers/Query/searchSuggestions';
import { SearchSuggestion } from '#resolvers/SearchSuggestion';
import { Translation } from '#resolvers/Translation';

export const resolvers: Resolvers = {
  Query: {
    category,
    collection,
    collections,
    productTypes,
    product,
    productVariant,
    productVariants,
    products,
    searchSuggestions,
    categories,
    productsVariantSnapshots,
    productsExportRows,
  },
  Mutation: {
    createMediaUploads,
    duplicateProduct,
    productsImportRows,
    saveCategory,
    deleteCategory,
    saveCollection,
    saveProductType,
    createProduct,
    updateProduct,
    updateProducts,
  },
  DateTime,
  Media,
  Product,
  ProductType,
  AttributeDefinition,
  ProductOption,
  ProductOptionValue,
  Translation,
  ProductVariant,
  Category,
  Collection,
  ProductConnection,
  PriceRange,
  SearchSuggestion,
  Decimal,
};
