import type { CurrencyCode } from '@cartograph/kit/money';

export interface ImportCart {
  id: string;
  currency: CurrencyCode;
  customerId: string | null;
  updatedAt: Date;
  lines: { sku: string; title: string; quantity: number }[];
}
