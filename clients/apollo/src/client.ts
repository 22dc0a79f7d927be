import { ApolloClient, HttpLink, type TypePolicies } from '@apollo/client';
import { createShopCache } from './cache.ts';
import { linksOf, type SessionKeeper } from './links.ts';

declare module '@apollo/client' {
  namespace ApolloClient {
    namespace DeclareDefaultOptions {
      interface WatchQuery {
        errorPolicy: 'all';
      }
      interface Query {
        errorPolicy: 'all';
      }
      interface Mutate {
        errorPolicy: 'all';
      }
    }
  }
}

export interface ShopClientOptions {
  /** Such as https://shop.example/graphql. */
  uri: string;
  /** Of whoever signs in; without it the client is a guest's. */
  session?: SessionKeeper;
  /** More for the cache, type by type. */
  typePolicies?: TypePolicies;
  fetch?: typeof fetch;
  /** How long the first retry waits at least (default 300). */
  retryMs?: number;
}

/**
 * A client of one shop. Errors beside data are kept (`errorPolicy: 'all'`): a room that is away leaves null fields and the page. A mutation's refusal is data,
 * see `problemOf`.
 */
export function createShopClient({ uri, session, typePolicies, retryMs, fetch: given }: ShopClientOptions): ApolloClient {
  const transport = new HttpLink({ uri, ...(given ? { fetch: given } : {}) });
  return new ApolloClient({
    link: linksOf(transport, session, retryMs),
    cache: createShopCache(typePolicies),
    defaultOptions: {
      watchQuery: { errorPolicy: 'all' },
      query: { errorPolicy: 'all' },
      mutate: { errorPolicy: 'all' },
    },
  });
}
