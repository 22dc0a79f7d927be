import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('products', {
  Product: '#rules/product#Product',
  ProductVariant: '#rules/product#ProductVariant',
  Media: '#media/rules/picture#Media',
  Category: '#rules/product#Category',
  ProductConnection: '#browse-products#ProductListing',
});
