import { fileURLToPath } from 'node:url';
import { readExamples } from '@cartograph/kit/example-operations';
import { createLog } from '@cartograph/kit/log';
import { readMetrics, serveMetrics } from '@cartograph/kit/metrics-server';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { readSubgraphList } from '@cartograph/kit/subgraph-list';
import type { JSONWebKeySet } from 'jose';
import { request } from 'undici';
import { readGatewayConfig, readSupergraph, roomsOf } from '#config';
import { askReadiness } from '#rooms/room-readiness';
import { startGateway } from '#server';

const schema = new URL('../../schema/', import.meta.url);
const operations = new URL('operations/', schema);

const ask = (url: string) => request(url, { signal: AbortSignal.timeout(2_000) });

try {
  const supergraphSdl = readSupergraph(new URL('supergraph.graphql', schema));
  const subgraphs = roomsOf(supergraphSdl);
  const listed = readSubgraphList();
  const house = new Set(listed.flatMap(({ name, house: ours }) => (ours ? [name] : [])));
  const rooms = subgraphs.filter(({ name }) => house.has(name));
  const config = readGatewayConfig(subgraphs, house);
  const { PORT, HOST, NODE_ENV, CALLER_SECRET, ALLOWED_ORIGINS, USAGE_FILE, urlOf } = config;
  const figures = await serveMetrics(readMetrics(PORT));
  const gateway = await startGateway({
    host: HOST,
    port: PORT,
    supergraphSdl,
    sources: (name) => (house.has(name) ? { url: urlOf(name) } : { endpoint: urlOf(name) }),
    pages: listed
      .filter(({ name }) => rooms.some((room) => room.name === name))
      .map(({ name, pages }) => ({ room: name, paths: pages, at: { url: urlOf(name) } })),
    callerSecret: CALLER_SECRET,
    jwks: async () => (await (await ask(`${urlOf('customers')}/.well-known/jwks.json`)).body.json()) as JSONWebKeySet,
    log: createLog('gateway'),
    production: NODE_ENV === 'production',
    examples: readExamples(fileURLToPath(operations)),
    unready: async () => (await Promise.all(rooms.map(({ name }) => askReadiness(name, urlOf(name))))).flat(),
    allowedOrigins: ALLOWED_ORIGINS,
    allowedHosts: config.ALLOWED_HOSTS,
    usageFile: USAGE_FILE,
    trustedProxies: config.TRUSTED_PROXIES,
    webKey: config.WEB_KEY,
    rateLimits: config.RATE_LIMITS,
    rateLimitStore: config.RATE_LIMIT_STORE,
  });
  console.log(`gateway listens on ${gateway.url}\ngateway tells its figures at ${figures.url}`);
  onStopSignal(async () => {
    await figures.stop();
    await gateway.stop();
  });
} catch (error) {
  refuseStart(error);
}
