import { DateTime } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { Availability } from '#resolvers/Availability';
import { Cart } from '#resolvers/Cart';
import { Location } from '#resolvers/Location';
import { adjustStock } from '#resolvers/Mutation/adjustStock';
import { commitStock } from '#resolvers/Mutation/commitStock';
import { recordStock } from '#resolvers/Mutation/recordStock';
import { releaseStock } from '#resolvers/Mutation/releaseStock';
import { reserveStock } from '#resolvers/Mutation/reserveStock';
import { returnStock } from '#resolvers/Mutation/returnStock';
import { saveLocation } from '#resolvers/Mutation/saveLocation';
import { Order } from '#resolvers/Order';
import { ProductVariant } from '#resolvers/ProductVariant';
import { inventoryAvailability } from '#resolvers/Query/inventoryAvailability';
import { locations } from '#resolvers/Query/locations';
import { lowStock } from '#resolvers/Query/lowStock';
import { stockLevels } from '#resolvers/Query/stockLevels';
import { stockMovements } from '#resolvers/Query/stockMovements';
import { StockLevel } from '#resolvers/StockLevel';
import { StockLevelConnection } from '#resolvers/StockLevelConnection';
import { StockMovement } from '#resolvers/StockMovement';
import { StockMovementConnection } from '#resolvers/StockMovementConnection';

export const resolvers: Resolvers = {
  Availability,
  Cart,
  DateTime,
  Location,
  Mutation: { adjustStock, commitStock, recordStock, releaseStock, reserveStock, returnStock, saveLocation },
  Order,
  ProductVariant,
  Query: { inventoryAvailability, locations, lowStock, stockLevels, stockMovements },
  StockLevel,
  StockLevelConnection,
  StockMovement,
  StockMovementConnection,
};
