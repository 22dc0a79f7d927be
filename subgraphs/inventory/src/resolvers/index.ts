import type { Resolvers } from '#generated/resolvers';
import { Availability } from '#resolvers/Availability';
import { Cart } from '#resolvers/Cart';
import { Location } from '#resolvers/Location';
import { adjustStock } from '#resolvers/Mutation/adjustStock';
import { commitStock } from '#resolvers/Mutation/commitStock';
import { releaseStock } from '#resolvers/Mutation/releaseStock';
import { reserveStock } from '#resolvers/Mutation/reserveStock';
import { returnStock } from '#resolvers/Mutation/returnStock';
import { Order } from '#resolvers/Order';
import { ProductVariant } from '#resolvers/ProductVariant';
import { inventoryAvailability } from '#resolvers/Query/inventoryAvailability';
import { locations } from '#resolvers/Query/locations';
import { lowStock } from '#resolvers/Query/lowStock';

export const resolvers: Resolvers = {
  Availability,
  Cart,
  Location,
  Mutation: { adjustStock, commitStock, releaseStock, reserveStock, returnStock },
  Order,
  ProductVariant,
  Query: { inventoryAvailability, locations, lowStock },
};
