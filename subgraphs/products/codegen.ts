import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('products', {
  Product: '#product#Product',
  ProductVariant: '#product#ProductVariant',
  Category: '#product#Category',
  ProductConnection: '#browse-products#ProductListing',
});
