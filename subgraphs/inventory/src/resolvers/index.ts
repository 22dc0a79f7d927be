import type { Resolvers } from '#generated/resolvers';
import { Availability } from '#resolvers/Availability';
import { Cart } from '#resolvers/Cart';
import { adjustStock } from '#resolvers/Mutation/adjustStock';
import { inventoryCommitStock } from '#resolvers/Mutation/inventoryCommitStock';
import { inventoryReleaseStock } from '#resolvers/Mutation/inventoryReleaseStock';
import { inventoryReserveStock } from '#resolvers/Mutation/inventoryReserveStock';
import { inventoryReturnStock } from '#resolvers/Mutation/inventoryReturnStock';
import { Order } from '#resolvers/Order';
import { ProductVariant } from '#resolvers/ProductVariant';
import { lowStock } from '#resolvers/Query/lowStock';

export const resolvers: Resolvers = {
  Availability,
  Cart,
  Mutation: { adjustStock, inventoryCommitStock, inventoryReleaseStock, inventoryReserveStock, inventoryReturnStock },
  Order,
  ProductVariant,
  Query: { lowStock },
};
