import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('pricing', {
  Quote: '#rules/quote#PricedBasket',
  Cart: '#rules/cart#Cart',
  VariantPrice: '#rules/shown-price#ShownPrice',
  PriceEntry: '#prices/rules/price-entry#PriceEntry',
  TaxRate: '#tax/rules/tax-rate-state#TaxRateRow',
  ShippingMethod: '#shipping/rules/shipping-method-state#ShippingMethodRow',
  ShippingZone: '#shipping/rules/shipping-method-state#Zone',
  ShippingRate: '#shipping/rules/shipping-method-state#ZoneRate',
  ShippingOption: '#rules/shipping#ShippingOption',
  PriceList: '#prices/rules/price-list-state#PriceListRow',
  Promotion: '#promotion-store#KeptPromotion',
  Coupon: '#promotions/rules/coupon-row#CouponRow',
  CouponConnection: '#promotions/list-coupons#CouponConnection',
  PromotionConnection: '#promotions/list-promotions#PromotionConnection',
  PromotionCondition: '#rules/promotion#Condition',
  PromotionEffect: '#rules/promotion#Effect',
});
