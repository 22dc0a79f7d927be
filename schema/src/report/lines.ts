import type { Finding, Place } from '../model.ts';

export const placeText = (place: Place | undefined): string => (place ? `${place.file}:${place.line}:${place.column}` : '-');

/** A finding on one line, as compilers write it; other places of it follow, indented. */
export function findingLine({ rule, severity, message, place, also = [], advice }: Finding): string {
  const head = `${placeText(place)}: ${severity} ${rule}: ${message.replaceAll(/\s+/g, ' ')}${advice ? ` ${advice}` : ''}`;
  return [head, ...also.map((other) => `  also ${placeText(other)}`)].join('\n');
}
