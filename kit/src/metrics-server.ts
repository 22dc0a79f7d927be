import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { ConfigError, readConfig } from './config.ts';
import { collectProcessMetrics, registry } from './metrics.ts';

const port = 'a port from 0 to 65535; 0 takes a free one';

const metricsConfig = z.object({
  METRICS_PORT: z.coerce.number(port).int(port).min(0, port).max(65_535, port).optional(),
  METRICS_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'a host name or address to listen on, such as 127.0.0.1')
    .default('127.0.0.1'),
});

export interface MetricsOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Asked for by name: taken, it ends the start. Else a free one stands in for it. */
  asked: boolean;
}

/** METRICS_PORT and METRICS_HOST; unset, the port is 10,000 above the process's own, which no other process on the machine has. */
export function readMetrics(ownPort: number, env: NodeJS.ProcessEnv = process.env): MetricsOptions {
  const { METRICS_PORT: given, METRICS_HOST: host } = readConfig(metricsConfig, env);
  const beside = ownPort > 0 && ownPort + 10_000 <= 65_535 ? ownPort + 10_000 : 0;
  return { host, port: given ?? beside, asked: given !== undefined };
}

export interface MetricsServer {
  /** Of the page itself. */
  url: string;
  stop(): Promise<void>;
}

/** Serves /metrics, and nothing else, on a port of its own: figures tell a shop's turnover, so the public port has none. */
export async function serveMetrics(options: MetricsOptions): Promise<MetricsServer> {
  const { host, port, asked } = options;
  collectProcessMetrics();
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000, keepAliveTimeout: 65_000 }, (request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.maxConnections = 32;
  const taken = await listening(server, host, port);
  if (taken && asked) throw new ConfigError(`METRICS_PORT: ${port} is already taken on ${host}; choose another, or 0 for a free one.`);
  if (taken) await listening(server, host, 0);
  // Figures keep no process alive.
  server.unref();
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}/metrics`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** True: somebody has the port. */
const listening = (server: Server, host: string, port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void =>
      error.code === 'EADDRINUSE'
        ? resolve(true)
        : reject(new ConfigError(`METRICS_PORT, METRICS_HOST: ${host}:${port} cannot be listened on (${error.code ?? error.message}).`));
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      resolve(false);
    });
  });
