import { InMemoryCache, type TypePolicies, type TypePolicy } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { possibleTypes, valueObjects } from './generated/schema.ts';

/** Pages of one list are joined; lists that were asked for otherwise (other filters, another order) stay apart. */
const pages: TypePolicies = {
  Query: {
    fields: { products: relayStylePagination(['search', 'filter', 'orderBy', 'currencyCode', 'locale']) },
  },
  Product: { fields: { reviews: relayStylePagination(), productVariants: relayStylePagination(['options']) } },
  Customer: { fields: { orders: relayStylePagination(['search', 'filter']) } },
  LoyaltyAccount: { fields: { entries: relayStylePagination() } },
};

/** What has no id stands within what has one: its fields are merged, so that two views of a quote or a stock do not put each other out. */
const merged: TypePolicies = Object.fromEntries(
  valueObjects.filter((name) => !isPage(name)).map((name): [string, TypePolicy] => [name, { merge: true }]),
);

function isPage(name: string): boolean {
  return name.endsWith('Connection') || name.endsWith('Edge') || name === 'PageInfo';
}

/** A cache that knows the members of unions, how lists go on, and what has an id. `more` is merged over it, type by type. */
export function createShopCache(more: TypePolicies = {}): InMemoryCache {
  const typePolicies = { ...merged, ...pages };
  for (const [name, policy] of Object.entries(more)) {
    const own = typePolicies[name];
    typePolicies[name] = { ...own, ...policy, fields: { ...own?.fields, ...policy.fields } };
  }
  return new InMemoryCache({ possibleTypes, typePolicies });
}
