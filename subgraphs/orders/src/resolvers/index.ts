import { DateTime, Decimal } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { Cart, CartConflict, CartLine } from '#resolvers/Cart';
import { Customer } from '#resolvers/Customer';
import { InvalidInput } from '#resolvers/InvalidInput';
import { addToCart } from '#resolvers/Mutation/addToCart';
import { applyCoupon } from '#resolvers/Mutation/applyCoupon';
import { cancelOrder } from '#resolvers/Mutation/cancelOrder';
import { cancelPlacement } from '#resolvers/Mutation/cancelPlacement';
import { claimOrders } from '#resolvers/Mutation/claimOrders';
import { deleteShoppingList } from '#resolvers/Mutation/deleteShoppingList';
import { mergeCart } from '#resolvers/Mutation/mergeCart';
import { ordersMergeCarts } from '#resolvers/Mutation/ordersMergeCarts';
import { placeOrder } from '#resolvers/Mutation/placeOrder';
import { removeCoupon } from '#resolvers/Mutation/removeCoupon';
import { retryPlacement } from '#resolvers/Mutation/retryPlacement';
import { saveShoppingList } from '#resolvers/Mutation/saveShoppingList';
import { setCartLineQuantity } from '#resolvers/Mutation/setCartLineQuantity';
import { AppliedDiscount, Order, OrderConnection, OrderLine, OrderTotals, TaxAmount } from '#resolvers/Order';
import { Placement, PlacementStep } from '#resolvers/Placement';
import { PlacementCancelled } from '#resolvers/PlacementCancelled';
import { OrderPending, OrderPlaced, PriceChanged } from '#resolvers/PlaceOrderResult';
import { cart } from '#resolvers/Query/cart';
import { order } from '#resolvers/Query/order';
import { orders } from '#resolvers/Query/orders';
import { ordersExport } from '#resolvers/Query/ordersExport';
import { ordersOpen } from '#resolvers/Query/ordersOpen';
import { ordersPlacementDecisions } from '#resolvers/Query/ordersPlacementDecisions';
import { placement } from '#resolvers/Query/placement';
import { placementsNeedingAttention } from '#resolvers/Query/placementsNeedingAttention';
import { shoppingList } from '#resolvers/Query/shoppingList';
import { ShoppingListLine } from '#resolvers/ShoppingListLine';

export const resolvers: Resolvers = {
  DateTime,
  Decimal,
  Query: { cart, order, orders, placement, placementsNeedingAttention, ordersExport, ordersOpen, ordersPlacementDecisions, shoppingList },
  Mutation: {
    addToCart,
    setCartLineQuantity,
    applyCoupon,
    removeCoupon,
    claimOrders,
    deleteShoppingList,
    saveShoppingList,
    mergeCart,
    ordersMergeCarts,
    placeOrder,
    cancelPlacement,
    cancelOrder,
    retryPlacement,
  },
  Cart,
  CartConflict,
  CartLine,
  Customer,
  InvalidInput,
  AppliedDiscount,
  Order,
  OrderConnection,
  OrderLine,
  OrderTotals,
  TaxAmount,
  OrderPending,
  OrderPlaced,
  PriceChanged,
  Placement,
  PlacementCancelled,
  PlacementStep,
  ShoppingListLine,
};
