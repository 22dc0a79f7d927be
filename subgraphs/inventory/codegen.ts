import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('inventory', {
  Availability: '#stock-store#ShownStock',
  InventoryCountOutcome: '#rules/counted-row#RowOutcome',
  Location: '#rules/location#Location',
  ProductVariantConnection: '#list-low-stock#LowStockPage',
  StockLevel: '#listing/level-store#ShownLevel',
  StockLevelConnection: '#listing/list-levels#LevelPage',
  StockMovement: '#listing/movement-store#Movement',
  StockMovementConnection: '#listing/list-movements#MovementPage',
  StockPolicy: '#stock-store#ShownStock',
  StockTransfer: '#rules/transfer#Transfer',
  StockTransferLine: '#rules/transfer#TransferLine',
  StockTransferConnection: '#transfer/list-transfers#TransferPage',
  StockAllocation: '#stock-store#Allocation',
});
