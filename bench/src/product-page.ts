/** What a shop shows of one product: from three rooms. */
export const productPageDocument = /* GraphQL */ `
  query BenchPage($slug: String!) {
    product(slug: $slug) {
      title
      description
      variants {
        sku
        title
        availability {
          available
          status
        }
        price(currencyCode: USD) {
          list {
            amount
          }
          unit {
            amount
            currencyCode
          }
        }
      }
    }
  }
`;

export interface ProductPage {
  data?: { product: { variants: { sku: string; availability: object | null; price: { unit: { amount: string } } | null }[] } | null };
  errors?: unknown;
}

/** A page without stock or price is sooner made. */
export const isWholePage = ({ data, errors }: ProductPage): boolean =>
  errors === undefined && (data?.product?.variants.every(({ availability, price }) => availability && price) ?? false);
