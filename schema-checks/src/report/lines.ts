import type { CheckReport, Finding, Hit, JudgedChange, Place } from '../model.ts';

export const placeText = (place: Place | undefined): string => (place ? `${place.file}:${place.line}:${place.column}` : '-');

/** Whose operation it is that uses what changed; a consumer of events bears its client's name already. */
export const ofClient = ({ operation, client }: Pick<Hit, 'operation' | 'client'>): string =>
  operation.startsWith(`${client}.`) ? '' : ` of ${client}`;

/** What `moreHits` of a change counts. */
export const usersOf = ({ scope }: Pick<JudgedChange, 'scope'>): string => (scope === 'event' ? 'consumer' : 'operation');

/** On one line. */
export const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** A finding on one line, as compilers write it; other places of it follow, indented. */
export function findingLine({ rule, severity, message, place, also = [], advice }: Finding): string {
  const head = `${placeText(place)}: ${severity} ${rule}: ${plain(message)}${advice ? ` ${plain(advice)}` : ''}`;
  return [head, ...also.map((other) => `  also ${placeText(other)}`)].join('\n');
}

/** The base as it was given, the commit that stands for it, and the ref's own where that is another. */
export function baseText({ base, baseCommit }: Pick<CheckReport, 'base' | 'baseCommit'>, quote = ''): string {
  const given = `${quote}${base}${quote}`;
  if (!baseCommit) return given;
  const [compared, ref] = [baseCommit.compared, baseCommit.ref].map((oid) => oid.slice(0, 7));
  return compared === ref ? `${given} at ${compared}` : `${given} at ${compared}, where this branch left it; it is at ${ref} now`;
}
