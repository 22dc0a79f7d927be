import { ConfigError, readConfig, urlVariable } from '@cartograph/kit/config';
import { endpointForm, type ListedSubgraph, needsUrl } from '@cartograph/kit/subgraph-list';
import { z } from 'zod';
import { rooms } from './rooms.ts';

/** Where a subgraph answers that is no room of this process, by its name. */
export type Elsewhere = Readonly<Record<string, { url: string } | { endpoint: string }>>;

/** From `<NAME>_URL` for each subgraph without a room here. Throws ConfigError, in one sentence, when one is not told where it is. */
export function readElsewhere(
  subgraphs: readonly Pick<ListedSubgraph, 'name' | 'house'>[],
  env: NodeJS.ProcessEnv = process.env,
): Elsewhere {
  const others = subgraphs.filter(({ name }) => !(rooms as readonly string[]).includes(name));
  const shape = others.map(({ name }) => [urlVariable(name), endpointForm(name)] as const);
  const urls: Readonly<Record<string, string>> = readConfig(z.object(Object.fromEntries(shape)), env);
  return Object.fromEntries(
    others.map(({ name, house }) => {
      const url = urls[urlVariable(name)] ?? '';
      // One of ours runs elsewhere: it believes our signature, and is asked below its URL.
      return [name, house ? { url } : { endpoint: url }];
    }),
  );
}

/** Where one of them is, for a gateway that needs it. */
export function whereIs(name: string, elsewhere: Elsewhere): Elsewhere[string] {
  const found = elsewhere[name];
  if (found) return found;
  throw new ConfigError(`${urlVariable(name)}: ${needsUrl(name)}`);
}
