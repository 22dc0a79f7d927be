import type { PlantedBug } from '#simulation/planted-bugs/planted-bug';

/** In the machinery that knows nothing of orders. */
export const machinery: readonly PlantedBug[] = [
  {
    name: 'driven without a lease',
    file: 'src/saga.ts',
    text: 'else if (!stopped && (await store.takeOne(worker, id, leaseMs))) void adopt(id);',
    by: 'else if (!stopped) void adopt(id);',
    blamed: /which was never given a lease on it/,
  },
  {
    name: 'no sweep: what a dead worker has left behind stays',
    file: 'src/saga.ts',
    text: 'await Promise.all(ids.map((id) => adopt(id)));',
    by: '',
    blamed: /not everything has ended/,
  },
];
