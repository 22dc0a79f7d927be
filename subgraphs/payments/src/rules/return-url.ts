import type { Payment } from '#rules/payment';

/** Where the buyer goes back to, told which placement it was about; null where the shop named no page. */
export function backToShop({ returnUrl, placementId }: Pick<Payment, 'returnUrl' | 'placementId'>): string | null {
  if (returnUrl === null || !URL.canParse(returnUrl)) return null;
  const url = new URL(returnUrl);
  url.searchParams.set('placement', placementId);
  return url.href;
}
