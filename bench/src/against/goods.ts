import { askGateway } from '../ask-gateway.ts';

/** What a shop sells that orders and pages can be made of. */
export interface Goods {
  skus: readonly string[];
  slugs: readonly string[];
}

/** Three lines of it stay far below what a card of the payment simulator has. */
const dearest = 200;

const query = /* GraphQL */ `
  query Goods($after: String) {
    products(first: 50, after: $after) {
      edges {
        node {
          slug
          variants {
            sku
            availability {
              available
            }
            price(currencyCode: USD) {
              unit {
                amount
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Variant {
  sku: string;
  availability: object | null;
  price: { unit: { amount: string } } | null;
}

interface Page {
  products: {
    edges: { node: { slug: string; variants: Variant[] } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/** All that is stocked and has a price in US dollars, asked of the shop as any client would. */
export async function findGoods(url: string): Promise<Goods> {
  const [skus, slugs]: [string[], string[]] = [[], []];
  for (let after: string | null = null; ; ) {
    const { products }: Page = await askGateway<Page>(url, query, { after });
    for (const { slug, variants } of products.edges.map(({ node }) => node)) {
      if (!variants.every(({ availability, price }) => availability && price)) continue;
      slugs.push(slug);
      skus.push(...variants.filter(({ price }) => Number(price?.unit.amount) <= dearest).map(({ sku }) => sku));
    }
    if (!products.pageInfo.hasNextPage) return { skus, slugs };
    after = products.pageInfo.endCursor;
  }
}

/** What both sell, so that both have the same work. */
export const commonGoods = (one: Goods, other: Goods): Goods => ({
  skus: one.skus.filter((sku) => other.skus.includes(sku)).toSorted(),
  slugs: one.slugs.filter((slug) => other.slugs.includes(slug)).toSorted(),
});
