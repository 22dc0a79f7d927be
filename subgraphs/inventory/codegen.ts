import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('inventory', {
  Availability: '#stock#StockSummary',
  ProductVariantConnection: '#list-low-stock#LowStockPage',
});
