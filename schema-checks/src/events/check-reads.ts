import type { Finding, JudgedChange } from '../model.ts';
import { splitPath } from './judge-events.ts';
import type { EventReader, EventSet } from './model.ts';
import { describes, isWithin, stepsOf } from './paths.ts';

/**
 * What consumers state that no schema has. What a breaking change takes from them is told by that change; so nothing depends on the list of
 * changes being complete.
 */
export function checkReads(readers: readonly EventReader[], { events, unknown }: EventSet, changes: readonly JudgedChange[]): Finding[] {
  const gone = changes.filter(({ kind }) => kind === 'EVENT_REMOVED' || kind === 'EVENT_FIELD_REMOVED').map(({ path }) => splitPath(path));
  const explained = (event: string, path: string) => gone.some(([name, outer]) => name === event && isWithin(path, outer));
  return readers.flatMap(({ consumer, event, reads, place }) => {
    const contract = events.get(event);
    if (unknown.has(event) || explained(event, '')) return [];
    if (!contract) return [wrong(`${consumer} reads ${event}, which no schema describes.`, event, place)];
    return reads
      .filter(({ path }) => !describes(contract.shape, stepsOf(path)) && !explained(event, path))
      .map((read) =>
        wrong(`${consumer} reads ${read.path} of ${event}, whose schema has no such thing.`, `${event}:${read.path}`, read.place),
      );
  });
}

const wrong = (message: string, path: string, place: EventReader['place']): Finding => ({
  rule: 'event-reads',
  severity: 'error',
  message,
  path,
  place,
  advice: 'State a path of the schema, such as lines[].sku, or write the schema anew from its declaration.',
});
