/** What this shop allows of whoever places an order. */
export interface PlacingRules {
  holds: HoldLimits;
  /** Origins that a bank's page may send a buyer back to, such as https://shop.example. */
  returnOrigins: readonly string[];
  /** A shop in development: pages on this machine may be returned to, and a guest's key may be one that can be guessed. */
  development: boolean;
  /** Of cards that may be declined; unbounded without. */
  declines?: AttemptLimits;
  /** Of guests' orders with coupons; unbounded without. */
  coupons?: AttemptLimits;
}

/** How many there may be in a window, of a client and of a customer. */
export interface AttemptLimits {
  max: number;
  windowMs: number;
  /** Clients, by their addresses, that are not counted. */
  exempt?: readonly string[];
}

/** How much may be held before money is there. */
export interface HoldLimits {
  /** Payments that wait at the bank, of one buyer and from one client. */
  perBuyer: number;
  perClient: number;
  /** Units of a SKU an order. */
  maxQuantity: number;
}
