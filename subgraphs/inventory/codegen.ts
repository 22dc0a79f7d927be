import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('inventory', {
  Availability: '#rules/stock#StockSummary',
  ProductVariantConnection: '#list-low-stock#LowStockPage',
});
