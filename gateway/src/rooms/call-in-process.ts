import type { Execute } from '@cartograph/kit/subgraph';
import type { RoomCall } from '#rooms/source';

/** Calls a room of this process. Its work cannot be stopped; at the deadline the answer is no longer waited for. */
export const callInProcess =
  (execute: Execute): RoomCall =>
  ({ query, variables, operationName, caller, requestId, signal }) =>
    new Promise((resolve, reject) => {
      const abort = (): void => reject(signal.reason);
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort, { once: true });
      execute({ query, variables, operationName }, caller, requestId)
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', abort));
    });
