/** A way to pay that a checkout may offer. */
export interface PaymentMethod {
  readonly code: string;
  readonly name: string;
  /** Does it send the buyer to another page? */
  readonly redirects: boolean;
  /** For the provider's form; null: there is none. */
  readonly publicKey: string | null;
}

/** Of the simulator: any card, in any country and currency. */
export const simulatedMethods: readonly PaymentMethod[] = [
  { code: 'card', name: 'Card (simulated: no money moves)', redirects: true, publicKey: null },
];
