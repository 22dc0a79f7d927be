/** What this shop allows of whoever places an order. */
export interface PlacingRules {
  holds: HoldLimits;
  /** Origins that a bank's page may send a buyer back to, such as https://shop.example. */
  returnOrigins: readonly string[];
  /** A shop in development: pages on this machine may be returned to, and a guest's key may be one that can be guessed. */
  development: boolean;
}

/** How much may be held before money is there. */
export interface HoldLimits {
  /** Payments that wait at the bank, of one buyer and from one client. */
  perBuyer: number;
  perClient: number;
  /** Units of a SKU an order. */
  maxQuantity: number;
}
