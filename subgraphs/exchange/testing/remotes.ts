import type { ExchangeRemotes } from '#remotes/remotes';

const unreachable = () => Promise.reject(new Error('no other room is asked here'));

/** For what needs to know the kinds, and asks nobody. */
export const unasked: ExchangeRemotes = { orders: { exportOrders: unreachable } };
