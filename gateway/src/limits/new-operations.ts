import { setImmediate as nextTurn } from 'node:timers/promises';
import { clientError } from '@cartograph/kit/errors';
import { createMemory } from '@cartograph/kit/memory';
import { takeTurns } from '@cartograph/kit/take-turns';
import type { Planning } from '#context';
import type { Bounds } from '#limits/bounds';

/** Nobody waits longer; so many of one client are planned within a second or two. */
const waitMs = 5_000;
const retryMs = 1_000;

export interface NewOperations {
  /** A turn to plan it; undefined when it was planned before. */
  begin: (client: string, operation: string | undefined) => Promise<Planning | undefined>;
  /** Resolves when this very operation, which somebody else brought, is planned or given up. */
  underWay: (operation: string | undefined) => Promise<void> | undefined;
}

/**
 * To parse, validate and plan an operation for the first time takes some ten milliseconds in which nobody else is answered, and hundreds that come at
 * once were planned in one go. So new ones wait for a turn, clients by turns, and between two of them all others are heard. An operation that was
 * planned before waits for nobody.
 */
export function queueNewOperations({ knownTexts, planning: places, planningWaiting, planningPerClient }: Bounds): NewOperations {
  const turns = takeTurns({ places, waiting: planningWaiting, perClient: planningPerClient, waitMs });
  const known = createMemory<true>(knownTexts);
  const underWay = new Map<string, Promise<void>>();
  const begin: NewOperations['begin'] = async (client, operation) => {
    if (operation === undefined || known.get(operation)) return undefined;
    // Of many who bring one text one has it planned.
    for (let same = underWay.get(operation); same; same = underWay.get(operation)) {
      await same;
      if (known.get(operation)) return undefined;
    }
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    underWay.set(operation, ended);
    const over = (): void => {
      if (underWay.get(operation) === ended) underWay.delete(operation);
      end();
    };
    const begun = new Promise<boolean>((resolve) => {
      const work = async (): Promise<void> => {
        resolve(true);
        await ended;
        await nextTurn();
      };
      void turns(client, work).then(({ kind }) => resolve(kind === 'taken'));
    });
    if (!(await begun)) {
      over();
      throw tooMany();
    }
    return {
      planned: () => {
        known.set(operation, true, 0);
        over();
      },
      over,
    };
  };
  return { begin, underWay: (operation) => (operation === undefined ? undefined : underWay.get(operation)) };
}

function tooMany(): Error {
  const headers = new Map([['retry-after', String(retryMs / 1_000)]]);
  const message = `Too many new operations at once: try again in ${retryMs / 1_000} s.`;
  return clientError('RATE_LIMITED', message, { retryAfterMs: retryMs, http: { status: 429, headers } });
}
