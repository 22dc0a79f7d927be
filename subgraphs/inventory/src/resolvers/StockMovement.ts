import type { StockMovementResolvers } from '#generated/resolvers';

export const StockMovement: StockMovementResolvers = {
  order: ({ placementId }) => (placementId === null ? null : { id: placementId }),
  actor: ({ madeBy, madeByName }) => ({ kind: madeBy === null ? 'SYSTEM' : 'STAFF', id: madeBy, name: madeByName }),
};
