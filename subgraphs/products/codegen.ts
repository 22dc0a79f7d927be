import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('products', {
  Product: '#rules/product#Product',
  ProductVariant: '#rules/product#ProductVariant',
  Category: '#rules/product#Category',
  ProductConnection: '#browse-products#ProductListing',
});
