import { clientError } from '@cartograph/kit/errors';
import type { PageBounds } from '#pages/bounds';

/** How many bodies are under way. `begin` throws when one more is too many; its answer ends it. */
export function countBodies({ bodies, bodiesOfClient }: PageBounds): { begin: (client: string) => () => void } {
  const of = new Map<string, number>();
  let all = 0;
  return {
    begin: (client) => {
      const own = of.get(client) ?? 0;
      if (own >= bodiesOfClient) throw refused(429, 'RATE_LIMITED', 'Too many uploads at a time: let one of them end first.');
      if (all >= bodies) throw refused(503, 'SUBGRAPH_UNAVAILABLE', 'Too many uploads are under way: try again in a moment.');
      all += 1;
      of.set(client, own + 1);
      return () => {
        all -= 1;
        const left = (of.get(client) ?? 1) - 1;
        if (left === 0) of.delete(client);
        else of.set(client, left);
      };
    },
  };
}

const refused = (status: number, code: 'RATE_LIMITED' | 'SUBGRAPH_UNAVAILABLE', message: string) =>
  clientError(code, message, { http: { status, headers: new Map([['retry-after', '2']]) } });
