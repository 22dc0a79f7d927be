import type { Caller } from '@cartograph/kit/caller';
import type { PageArguments } from '@cartograph/kit/cursor';
import { isUuid } from '@cartograph/kit/ids';
import type { Retryable } from '@cartograph/kit/work';
import { type CancelOrderDependencies, cancelOrder } from '#cancelling/cancel-order';
import { addToCart, type Snapshot } from '#cart/add-to-cart';
import { applyCoupon } from '#cart/apply-coupon';
import type { Shelves } from '#cart/look-up-shelves';
import type { MergeCartCommand } from '#cart/merge-cart';
import { mergeCarts, mergeOwnCart } from '#cart/merge-carts';
import { removeCoupon } from '#cart/remove-coupon';
import { setCartLineQuantity } from '#cart/set-cart-line-quantity';
import { type Claimer, type ClaimOrdersCommand, claimOrders } from '#claiming/claim-orders';
import type { AddToCartInput, ApplyCouponInput, CancelOrderInput, RemoveCouponInput, SetCartLineQuantityInput } from '#generated/resolvers';
import { deleteList, findList } from '#lists/list-store';
import type { GivenList } from '#lists/rules/shopping-list';
import { saveList } from '#lists/save-list';
import type { Loaders } from '#loaders';
import { type ExportOrdersCommand, exportOrders } from '#order/export-orders';
import { findOrder, mayReadPlacement, type OrderKey } from '#order/find-order';
import { countMatching, type OrderPage, pageOrders } from '#order/list-orders';
import type { OrderOrder, OrderQuery } from '#order/rules/order-query';
import { findOpenOf } from '#personal-data/person-store';
import { answerDecisions } from '#placing/answer-decisions';
import type { CancelPlacement } from '#placing/cancel-placement';
import { pageAttention } from '#placing/list-attention';
import type { NotedPlaceOrder } from '#placing/note-answer';
import { retryPlacement } from '#placing/retry-placement';
import type { Placement } from '#placing/rules/placement';

export interface UseCaseDependencies extends Omit<CancelOrderDependencies, 'work'> {
  placements: Retryable;
  cancellations: CancelOrderDependencies['work'] & Retryable;
  claims: CancelOrderDependencies['work'];
  placeOrder: NotedPlaceOrder;
  cancelPlacement: CancelPlacement;
  snapshotVariant: Snapshot;
  shelves: Shelves;
  development: boolean;
}

export type UseCases = ReturnType<typeof createUseCases>;

/** What clients, staff and rooms may do: the use cases with all that they need, so that resolvers are given no database. */
export function createUseCases({
  db,
  tokens,
  watch,
  placements,
  cancellations,
  claims,
  placeOrder,
  cancelPlacement,
  snapshotVariant,
  shelves,
  development,
}: UseCaseDependencies) {
  return {
    addToCart: (input: AddToCartInput, caller: Caller) => addToCart({ db, snapshot: snapshotVariant, shelves, development }, input, caller),
    setCartLineQuantity: (input: SetCartLineQuantityInput, caller: Caller) => setCartLineQuantity(db, shelves, input, caller),
    applyCoupon: (input: ApplyCouponInput, caller: Caller) => applyCoupon(db, input, caller),
    removeCoupon: (input: RemoveCouponInput, caller: Caller) => removeCoupon(db, input, caller),
    mergeOwnCart: (customerId: string, cartId: string) => mergeOwnCart(db, customerId, cartId),
    mergeCarts: (commands: readonly MergeCartCommand[]) => mergeCarts(db, commands),
    placeOrder,
    cancelPlacement,
    cancelOrder: (input: CancelOrderInput, caller: Caller) => cancelOrder({ db, tokens, watch, work: cancellations }, input, caller),
    claimOrders: (by: Claimer, command: ClaimOrdersCommand) => claimOrders({ db, tokens, watch, work: claims }, by, command),
    openOf: (customerIds: readonly string[]) => findOpenOf(db, customerIds),
    saveList: (customerId: string, given: GivenList) => saveList(db, customerId, given),
    findList: async (id: string) => (isUuid(id) ? findList(db, id) : undefined),
    deleteList: async (customerId: string, id: string) => isUuid(id) && deleteList(db, customerId, id),
    retryPlacement: (id: string) => retryPlacement(db, { placements, cancellations, claims }, id),
    exportOrders: (pages: readonly ExportOrdersCommand[]) => exportOrders(db, pages),
    findOrder: (by: OrderKey, caller: Caller) => findOrder(db, tokens, by, caller),
    mayReadPlacement: (placement: Placement, caller: Caller, token?: string | null) => mayReadPlacement(tokens, placement, caller, token),
    pageOrders: (query: OrderQuery, orderBy: OrderOrder, page: PageArguments) => pageOrders(db, query, orderBy, page),
    pageAttention: (page: PageArguments) => pageAttention(db, page),
    countMatching: (loaders: Loaders, page: OrderPage) => countMatching(db, loaders, page),
    answerDecisions: (placementIds: readonly string[]) => answerDecisions(db, placementIds),
  };
}
