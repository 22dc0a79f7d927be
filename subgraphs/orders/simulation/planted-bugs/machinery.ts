import type { PlantedBug } from '#simulation/planted-bugs/planted-bug';

/** In the machinery that knows nothing of orders. */
export const machinery: readonly PlantedBug[] = [
  {
    name: 'driven without a lease',
    file: '../../kit/src/work.ts',
    text: 'else if (!stopped && (await store.takeOne(worker, id, leaseMs))) void adopt(id);',
    by: 'else if (!stopped) void adopt(id);',
    blamed: /which was never given a lease on it/,
  },
  {
    name: 'no sweep: what a dead worker has left behind stays',
    file: '../../kit/src/work.ts',
    text: 'return ids.map((id) => adopt(id));',
    by: 'return [];',
    blamed: /not everything has ended/,
  },
];
