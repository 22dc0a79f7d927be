import { expect, onTestFinished, test } from 'vitest';
import { type MetricsOptions, readMetrics, serveMetrics } from './metrics-server.ts';

const serve = async (options: Partial<MetricsOptions> = {}) => {
  const served = await serveMetrics({ host: '127.0.0.1', port: 0, asked: true, ...options });
  onTestFinished(() => served.stop());
  return served;
};

test('figures are at /metrics, and nothing else is there', async () => {
  const { url } = await serve();
  expect(await (await fetch(url)).text()).toContain('nodejs_eventloop_lag_seconds');
  for (const path of ['/', '/graphql', '/health/live']) expect((await fetch(new URL(path, url))).status).toBe(404);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('unasked, the port is 10,000 above the own one, on this machine alone', () => {
  expect(readMetrics(4000, {})).toEqual({ host: '127.0.0.1', port: 14_000, asked: false });
  for (const own of [0, 60_000]) expect(readMetrics(own, {}).port).toBe(0);
  expect(readMetrics(4000, { METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' })).toEqual({ host: '0.0.0.0', port: 9464, asked: true });
  expect(() => readMetrics(4000, { METRICS_PORT: 'many' })).toThrow('METRICS_PORT: a port from 0 to 65535');
});

test('a taken port ends the start when it was asked for, else a free one stands in for it', async () => {
  const port = Number(new URL((await serve()).url).port);
  await expect(serve({ port })).rejects.toThrow(`METRICS_PORT: ${port} is already taken`);
  const { url } = await serve({ port, asked: false });
  expect(new URL(url).port).not.toBe(String(port));
  expect((await fetch(url)).status).toBe(200);
});
