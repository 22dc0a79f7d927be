import type { Scope } from '@cartograph/kit/scopes';
import type { JobData, JobKind } from '#rules/job';

const written: Readonly<Record<JobData, Scope>> = {
  PRODUCTS: 'catalogue:write',
  PRICES: 'prices:write',
  STOCK: 'stock:write',
  CUSTOMERS: 'customers:write',
  ORDERS: 'orders:write',
  COUPONS: 'promotions:write',
};

const read: Readonly<Record<JobData, Scope>> = {
  PRODUCTS: 'catalogue:read',
  PRICES: 'prices:read',
  STOCK: 'stock:read',
  CUSTOMERS: 'customers:read',
  ORDERS: 'orders:read',
  COUPONS: 'prices:read',
};

/** What a job takes beside jobs:run: no file may do, or tell, what its starter could not otherwise. */
export const scopeOf = (kind: JobKind, data: JobData): Scope => (kind === 'IMPORT' ? written : read)[data];
