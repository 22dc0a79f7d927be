export { createShopCache } from './cache.ts';
export { createShopClient, type ShopClientOptions } from './client.ts';
export { type FollowOptions, followPlacement, type PlacementResult } from './follow-placement.ts';
export * from './generated/graphql.ts';
export { keyedMutations, possibleTypes } from './generated/schema.ts';
export { freshKey } from './keys.ts';
export { createAuthLink, createRetryLink, createSessionLink, type SessionKeeper } from './links.ts';
export { type ProblemOf, problemOf } from './problem.ts';
export { isRepeatable } from './repeatable.ts';
