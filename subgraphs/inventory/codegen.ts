import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('inventory', {
  Availability: '#rules/stock#StockSummary',
  Location: '#rules/location#Location',
  ProductVariantConnection: '#list-low-stock#LowStockPage',
  StockAllocation: '#stock-store#Allocation',
});
