import { basename } from 'node:path/posix';
import type { Finding } from '../model.ts';
import type { MatchingFiles } from '../project/matching-files.ts';
import type { EventContract, EventReader, EventSet } from './model.ts';
import { readEvent } from './read-event.ts';
import { readReader } from './read-reader.ts';
import type { Shape } from './shape.ts';

/** The events that files describe. */
export function readEvents(files: MatchingFiles): EventSet {
  const { read, findings } = readAll(files, readEvent, 'event-schema');
  const bad = findings.flatMap(({ place }) => (place ? [basename(place.file, '.json')] : []));
  return {
    events: new Map(read.map((event) => [event.name, event])),
    findings: [...findings, ...read.flatMap(notCompared)],
    unknown: new Set(bad),
  };
}

export function readReaders(files: MatchingFiles): { readers: EventReader[]; findings: Finding[] } {
  const { read: readers, findings } = readAll(files, readReader, 'event-reads');
  return { readers, findings };
}

function readAll<T extends object>(
  { texts, unreadable }: MatchingFiles,
  readOne: (file: string, text: string) => T | Finding[],
  rule: string,
): { read: T[]; findings: Finding[] } {
  const results = [...texts].map(([file, text]) => readOne(file, text));
  const cannot = [...unreadable].map(([file, why]): Finding => {
    return { rule, severity: 'error', message: `${file}: it cannot be read (${why}).`, place: { file, line: 1, column: 1 } };
  });
  return {
    read: results.flatMap((result) => (Array.isArray(result) ? [] : [result])),
    findings: [...cannot, ...results.flatMap((result) => (Array.isArray(result) ? result : []))],
  };
}

/** Not wrong, and worth knowing: any change of such a part counts as breaking. */
const notCompared = ({ name, shape, placeOf }: EventContract): Finding[] =>
  opaqueIn(shape).map(({ pointer, opaque }) => ({
    rule: 'event-not-compared',
    severity: 'info',
    message: `${name} says ${[...opaque.keys()].join(' and ')} here, which is compared as it is written: any change of it counts as breaking.`,
    place: placeOf(pointer),
  }));

function opaqueIn(shape: Shape): Shape[] {
  if (shape.opaque.size > 0) return [shape];
  const inner = [...shape.fields.values()].map((field) => field.shape);
  return [...inner, ...(shape.items ? [shape.items] : []), ...(typeof shape.rest === 'string' ? [] : [shape.rest])].flatMap(opaqueIn);
}
