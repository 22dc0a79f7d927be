import type { Dispatcher } from 'undici';

/** Any answer of a room of ours, ready or not, shows that its process and the way to it work. */
export async function answersLive(url: string, connections: Dispatcher, signal: AbortSignal): Promise<void> {
  const { origin, pathname } = new URL(`${url.replace(/\/$/, '')}/health/live`);
  const { body } = await connections.request({ origin, path: pathname, method: 'GET', signal });
  await body.dump();
}
