import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

// A subgraph as somebody else writes it: plain Apollo, nothing of this project.
const typeDefs = parse(readFileSync(new URL('ratings.graphql', import.meta.url), 'utf8'));
const resolvers = {
  Query: { ratingsAskedWith: (_root: unknown, _args: unknown, { headers }: { headers: string[] }) => headers },
  ProductVariant: { __resolveReference: ({ sku }: { sku: string }) => ({ sku, stars: 4.5 }) },
};
const server = new ApolloServer<{ headers: string[] }>({ schema: buildSubgraphSchema([{ typeDefs, resolvers }]) });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(process.env['PORT']) },
  context: async ({ req }) => ({ headers: Object.keys(req.headers) }),
});
console.log(`ratings listens on ${url}`);
