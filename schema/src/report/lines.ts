import type { Finding, Place } from '../model.ts';

export const placeText = (place: Place | undefined): string => (place ? `${place.file}:${place.line}:${place.column}` : '-');

/** On one line. */
export const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** A finding on one line, as compilers write it; other places of it follow, indented. */
export function findingLine({ rule, severity, message, place, also = [], advice }: Finding): string {
  const head = `${placeText(place)}: ${severity} ${rule}: ${plain(message)}${advice ? ` ${plain(advice)}` : ''}`;
  return [head, ...also.map((other) => `  also ${placeText(other)}`)].join('\n');
}
