/** On which terms a SKU is sold. */
export interface Terms {
  readonly sku: string;
  /** Never sold. */
  readonly buffer: number;
  readonly maxPerOrder: number | null;
  /** Null: not sold without stock. */
  readonly backorder: 'BACKORDER' | 'PREORDER' | null;
  readonly backorderLimit: number | null;
  /** Units that orders wait for. */
  readonly backordered: number;
}

/** What may be sold before it is there. */
export const backorderRest = (terms: Terms | null | undefined): number =>
  terms?.backorderLimit == null ? 0 : Math.max(0, terms.backorderLimit - terms.backordered);
