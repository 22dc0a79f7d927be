import { readFileSync } from 'node:fs';
import { z } from 'zod';

const path = z.string().regex(/^(\/[\w.-]+)+$/, 'a path such as /media');

const list = z.object({
  subgraphs: z.array(z.object({ name: z.string(), house: z.boolean().default(false), pages: z.array(path).default([]) })),
});

/**
 * A subgraph of `schema.config.json`. `house`: ours, which believes our signature and has our health path; every other is plain GraphQL.
 * `pages`: paths that the gateway passes to it, with all that is below them.
 */
export type ListedSubgraph = z.infer<typeof list>['subgraphs'][number];

export const readSubgraphList = (file: string | URL = new URL('../../schema.config.json', import.meta.url)): ListedSubgraph[] =>
  list.parse(JSON.parse(readFileSync(file, 'utf8'))).subgraphs;

/** What is wrong when a subgraph is not ours and nobody says where it is; stands behind the name of its variable. */
export const needsUrl = (name: string): string =>
  `${name} is no room of ours: set this to where it takes GraphQL, such as http://127.0.0.1:5000/graphql`;

/** `<NAME>_URL` of one that is not ours. What stands before an `@` would be dropped on the way, and the subgraph would refuse us. */
export const endpointForm = (name: string) =>
  z
    .url({ protocol: /^https?$/, error: needsUrl(name) })
    .refine(
      (url) => !URL.parse(url)?.username && !URL.parse(url)?.password,
      'a user and a password in it would not be sent; leave them out',
    );
