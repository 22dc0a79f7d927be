import { type FieldProblem, fieldProblem } from '../problems.ts';

/** What a field says, or why it cannot stand. */
export type Reading<Value> = { kind: 'read'; value: Value } | { kind: 'refused'; message: string; allowed?: string[] };

export const read = <Value>(value: Value): Reading<Value> => ({ kind: 'read', value });

export const refused = (message: string, allowed?: string[]): { kind: 'refused'; message: string; allowed?: string[] } => ({
  kind: 'refused',
  message,
  ...(allowed ? { allowed } : {}),
});

/** What was read; null for what cannot stand, with its problem noted: every wrong field is told at once. */
export function taken<Value>(problems: FieldProblem[], path: readonly string[], reading: Reading<Value>): Value | null {
  if (reading.kind === 'read') return reading.value;
  problems.push(fieldProblem(path, reading.message, reading.allowed ?? null));
  return null;
}
