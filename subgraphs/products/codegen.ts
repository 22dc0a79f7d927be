import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('products', {
  Product: '#rules/product#Product',
  ProductVariant: '#rules/product#ProductVariant',
  Media: '#media/rules/picture#Media',
  ProductType: '#rules/attribute#ProductType',
  AttributeDefinition: '#rules/attribute#AttributeDefinition',
  ProductOption: '#rules/option#ProductOption',
  ProductOptionValue: '#rules/option#OptionValue',
  Translation: '#rules/translation#Translation',
  Category: '#rules/product#Category',
  Collection: '#rules/collection#Collection',
  SearchSuggestion: '#browsing/rules/suggestion#ShownSuggestion',
  PriceRange: '#browsing/rules/price-range#PriceRange',
  ProductConnection: '#browse-products#ProductListing',
  ProductVariantConnection: '#browse-variants#VariantListing',
});
