import { DateTime } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { Availability } from '#resolvers/Availability';
import { Cart } from '#resolvers/Cart';
import { InventoryCountOutcome } from '#resolvers/InventoryCountOutcome';
import { Location } from '#resolvers/Location';
import { adjustStock } from '#resolvers/Mutation/adjustStock';
import { commitStock } from '#resolvers/Mutation/commitStock';
import { inventoryImportStock } from '#resolvers/Mutation/inventoryImportStock';
import { receiveTransfer } from '#resolvers/Mutation/receiveTransfer';
import { recordStock } from '#resolvers/Mutation/recordStock';
import { releaseStock } from '#resolvers/Mutation/releaseStock';
import { reserveStock } from '#resolvers/Mutation/reserveStock';
import { returnStock } from '#resolvers/Mutation/returnStock';
import { saveLocation } from '#resolvers/Mutation/saveLocation';
import { setStockPolicy } from '#resolvers/Mutation/setStockPolicy';
import { transferStock } from '#resolvers/Mutation/transferStock';
import { Order } from '#resolvers/Order';
import { ProductVariant } from '#resolvers/ProductVariant';
import { inventoryAvailability } from '#resolvers/Query/inventoryAvailability';
import { inventoryExportStock } from '#resolvers/Query/inventoryExportStock';
import { locations } from '#resolvers/Query/locations';
import { lowStock } from '#resolvers/Query/lowStock';
import { stockLevels } from '#resolvers/Query/stockLevels';
import { stockMovements } from '#resolvers/Query/stockMovements';
import { stockTransfers } from '#resolvers/Query/stockTransfers';
import { StockLevel } from '#resolvers/StockLevel';
import { StockLevelConnection } from '#resolvers/StockLevelConnection';
import { StockMovement } from '#resolvers/StockMovement';
import { StockMovementConnection } from '#resolvers/StockMovementConnection';
import { StockPolicy } from '#resolvers/StockPolicy';
import { StockTransfer } from '#resolvers/StockTransfer';
import { StockTransferConnection } from '#resolvers/StockTransferConnection';
import { StockTransferLine } from '#resolvers/StockTransferLine';

export const resolvers: Resolvers = {
  Availability,
  Cart,
  DateTime,
  InventoryCountOutcome,
  Location,
  Mutation: {
    adjustStock,
    commitStock,
    inventoryImportStock,
    receiveTransfer,
    recordStock,
    releaseStock,
    reserveStock,
    returnStock,
    saveLocation,
    setStockPolicy,
    transferStock,
  },
  Order,
  ProductVariant,
  Query: { inventoryAvailability, inventoryExportStock, locations, lowStock, stockLevels, stockMovements, stockTransfers },
  StockLevel,
  StockLevelConnection,
  StockMovement,
  StockMovementConnection,
  StockPolicy,
  StockTransfer,
  StockTransferConnection,
  StockTransferLine,
};
