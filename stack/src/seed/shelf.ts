/** One category as the shop's buyers wrote it down. */
export interface Shelf {
  slug: string;
  name: string;
  products: readonly ShelfProduct[];
}

export interface ShelfProduct {
  /** SKU of the product; a variant adds its own part, "-" adds none. */
  sku: string;
  title: string;
  description: string;
  /** US cents. */
  price: number;
  /** "<part of the SKU> <title>", with " @<US cents>" where the price differs. */
  variants: readonly string[];
  status?: 'DRAFT' | 'ARCHIVED';
  taxCategory?: 'food' | 'books';
  /** Quantity to US cents a piece. */
  breaks?: Readonly<Record<number, number>>;
  /** Other categories it stands in. */
  also?: readonly string[];
}

export interface ShelfVariant {
  sku: string;
  title: string;
  price: number;
}

export const variantsOf = ({ sku, price, variants }: ShelfProduct): ShelfVariant[] =>
  variants.map((line) => {
    const [, part = '', title = '', own] = /^(\S+) (.*?)(?: @(\d+))?$/.exec(line) ?? [];
    return { sku: part === '-' ? sku : `${sku}-${part}`, title, price: own === undefined ? price : Number(own) };
  });
