import { silentLog } from '@cartograph/kit/log';
import { type Gateway, type GatewayOptions, startGateway } from '#server';
import { type SmallShop, smallShop } from '#testing/small-shop';
import { type Tokens, testTokens } from '#testing/tokens';

export interface Answer {
  status: number;
  headers: Headers;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
}

export interface Started {
  shop: SmallShop;
  tokens: Tokens;
  gateway: Gateway;
  ask: (query: string, headers?: Record<string, string>, variables?: Record<string, unknown>) => Promise<Answer>;
}

/** A gateway before the small shop, its rooms in this process unless `options.sources` says otherwise. */
export async function startSmallGateway(options: Partial<GatewayOptions> = {}, shop?: SmallShop): Promise<Started> {
  const rooms = shop ?? (await smallShop());
  const tokens = await testTokens();
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    supergraphSdl: rooms.supergraphSdl,
    sources: (room) => ({ execute: room === 'products' ? rooms.products : rooms.stock }),
    jwks: () => Promise.resolve(tokens.jwks),
    log: silentLog(),
    production: false,
    unready: () => Promise.resolve([]),
    ...options,
  });
  return {
    shop: rooms,
    tokens,
    gateway,
    ask: async (query, headers = {}, variables = {}) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
    },
  };
}
