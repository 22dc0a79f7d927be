import type { Caller } from '@cartograph/kit/caller';
import { silentLog } from '@cartograph/kit/log';
import { buildSubgraph, createExecute, type Execute, type SubgraphExtensions } from '@cartograph/kit/subgraph';
import { compose } from '#testing/small-shop';

const head = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])';

const accountsSdl = `${head}
type Query { accounts: Int }
type Mutation { enter(token: String!): Session leave: Session }
type Session { customer: Customer }
type Customer @key(fields: "id") { id: ID! }`;

const salesSdl = `${head}
type Query { sales: String }
type Mutation { sell: String }
type Customer @key(fields: "id") { id: ID! soldTo: String }`;

export interface LoginShop {
  supergraphSdl: string;
  accounts: Execute;
  sales: Execute;
}

interface Context {
  caller: Caller;
  told: SubgraphExtensions;
}

/** Two rooms: one says who asks from now on, the other says who asked it. `enter` hands over whatever token it is given. */
export async function loginShop(): Promise<LoginShop> {
  const change = (accessToken: string | null, { told }: Context) => {
    told.session = { accessToken };
    return { customer: { id: 'somebody' } };
  };
  const accounts = buildSubgraph(accountsSdl, {
    Mutation: {
      enter: (_: unknown, { token }: { token: string }, context: Context) => change(token, context),
      leave: (_: unknown, __: unknown, context: Context) => change(null, context),
    },
  });
  const whoAsks = (_: unknown, __: unknown, { caller }: Context) => (caller.kind === 'customer' ? caller.email : caller.kind);
  const sales = buildSubgraph(salesSdl, {
    Query: { sales: whoAsks },
    Mutation: { sell: whoAsks },
    Customer: { __resolveReference: ({ id }: { id: string }) => ({ id }), soldTo: whoAsks },
  });
  const contextOf = (caller: Caller): Context => ({ caller, told: {} });
  return {
    supergraphSdl: await compose({ accounts: accountsSdl, sales: salesSdl }),
    accounts: createExecute(accounts, contextOf, silentLog(), ({ told }) => (told.session ? told : undefined)),
    sales: createExecute(sales, contextOf, silentLog()),
  };
}
