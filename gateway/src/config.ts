import { readFileSync } from 'node:fs';
import { clientVariables } from '@cartograph/kit/clients';
import { ConfigError, readConfig, urlVariable } from '@cartograph/kit/config';
import { isLoopback } from '@cartograph/kit/loopback';
import { originVariables } from '@cartograph/kit/origins';
import { rateVariables } from '@cartograph/kit/rate-limits';
import { endpointForm } from '@cartograph/kit/subgraph-list';
import { z } from 'zod';

/** What the gateway reads when it is a process of its own; `<NAME>_URL` for each subgraph of the supergraph, of which `house` names ours. */
export function readGatewayConfig(
  subgraphs: readonly { name: string; url: string }[],
  house: ReadonlySet<string>,
  env: NodeJS.ProcessEnv = process.env,
) {
  const urls = subgraphs.map(({ name, url }): [string, z.ZodType<string>] => {
    const variable = urlVariable(name);
    if (!house.has(name)) return [variable, endpointForm(name)];
    // Beside each other on one machine the rooms have the ports of the supergraph's routing URLs, and no names.
    const fallback = `http://127.0.0.1:${new URL(url).port}`;
    return [variable, z.url({ protocol: /^https?$/, error: `a URL such as ${url}` }).default(fallback)];
  });
  const config = readConfig(
    z.object({
      ...Object.fromEntries(urls),
      PORT: z.coerce.number().int().min(0).max(65_535, 'a port from 0 to 65535').default(4000),
      HOST: z.string().default('127.0.0.1'),
      NODE_ENV: z.string().default('development'),
      CALLER_SECRET: z.string('set it, the same for the gateway and every room').min(16, 'at least 16 characters'),
      USAGE_FILE: z.string().optional(),
      DEMO_PUBLIC: z.enum(['yes', 'no'], 'yes or no').default('no'),
      ...clientVariables,
      ...rateVariables,
      ...originVariables,
    }),
    env,
  );
  refuseExposed(config);
  const found: Readonly<Record<string, unknown>> = config;
  const urlOf = (subgraph: string): string => String(found[urlVariable(subgraph)]);
  return { ...config, urlOf };
}

/** What stands behind it in development may be the demo, whose passwords are public: nobody beyond this machine is let in unasked. */
function refuseExposed({ HOST, NODE_ENV, DEMO_PUBLIC }: { HOST: string; NODE_ENV: string; DEMO_PUBLIC: 'yes' | 'no' }): void {
  if (NODE_ENV !== 'production' && DEMO_PUBLIC === 'no' && !isLoopback(HOST))
    throw new ConfigError(
      `HOST: in development the rooms may hold the demo with its public passwords, and ${HOST} is reached from beyond this machine; set NODE_ENV=production, or DEMO_PUBLIC=yes if that is meant.`,
    );
}

/** The supergraph that is served: `SUPERGRAPH` names the file of a variant of the API; its path is from where the gateway is started. */
export function readSupergraph(fallback: URL, env: NodeJS.ProcessEnv = process.env): string {
  const file = env['SUPERGRAPH']?.trim();
  if (!file) return readFileSync(fallback, 'utf8');
  const sdl = readable(file);
  if (roomsOf(sdl).length === 0) throw new ConfigError(`SUPERGRAPH: ${file} is no supergraph; it names no room with its URL.`);
  return sdl;
}

function readable(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`SUPERGRAPH: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Name and routing URL of each room, as composition wrote them into the supergraph. */
export const roomsOf = (supergraphSdl: string): { name: string; url: string }[] =>
  [...supergraphSdl.matchAll(/@join__graph\(name: "([^"]+)", url: "([^"]+)"\)/g)].map(([, name = '', url = '']) => ({ name, url }));
