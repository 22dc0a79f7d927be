import type { ExchangeRemotes } from '#remotes/remotes';

const unreachable = () => Promise.reject(new Error('no other room is asked here'));

/** For what needs to know the kinds, and asks nobody. */
export const unasked: ExchangeRemotes = {
  customers: { importCustomers: unreachable, exportCustomers: unreachable },
  inventory: { importStock: unreachable, exportStock: unreachable },
  orders: { exportOrders: unreachable },
  pricing: { importPrices: unreachable, exportPrices: unreachable, importCoupons: unreachable, exportCoupons: unreachable },
  products: { importRows: unreachable, exportRows: unreachable },
};
