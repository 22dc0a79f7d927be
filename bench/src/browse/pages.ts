import { goodOf } from '../search/goods.ts';
import { shelfOf } from './goods.ts';

const node = 'node { id slug title inStock priceRange { min { amount } max { amount } onSale } }';
const page = `totalCount priceRange { min { amount } max { amount } } facets { name values { value count } } edges { cursor ${node} } pageInfo { endCursor }`;
const browse = `query ($search: String, $filter: ProductFilter, $orderBy: ProductOrder) {
  products(search: $search, filter: $filter, orderBy: $orderBy) { ${page} } }`;

export interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Pages of a shop by what is looked at, each for a product of this number. */
export const pages: Readonly<Record<string, (number: number) => Asked>> = {
  'a search': (number) => ({ query: browse, variables: { search: goodOf(number).title.split(' ').slice(0, 2).join(' ') } }),
  'a category': (number) => ({ query: browse, variables: { filter: { categorySlug: shelfOf(number % 5 === 0 ? number + 1 : number) } } }),
  'a category by price': (number) => ({
    query: browse,
    variables: { filter: { categorySlug: shelfOf(number + (number % 5 === 0 ? 1 : 0)), inStock: true }, orderBy: 'PRICE_ASC' },
  }),
  'the largest category': () => ({ query: browse, variables: { filter: { categorySlug: shelfOf(0) }, orderBy: 'BEST_SELLING' } }),
  'filters of options, tags and price': (number) => ({
    query: browse,
    variables: {
      filter: {
        categorySlug: shelfOf(number + (number % 5 === 0 ? 1 : 0)),
        options: [{ name: 'color', values: ['red', 'blue'] }],
        tags: [`tag-${number % 40}`],
        price: { min: '10', max: '60' },
      },
    },
  }),
  'all of the shop, the next page of 20': () => ({
    query: `{ products(orderBy: PRICE_ASC) { edges { ${node} } } }`,
    variables: {},
  }),
  'all of the shop, with its facets': () => ({ query: browse, variables: { orderBy: 'NEWEST' } }),
};
