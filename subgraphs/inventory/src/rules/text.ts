import { type FieldProblem, fieldProblem, isStorableText } from '@cartograph/kit/problems';

/** One line of printable text. Control characters have no place in names. */
export const isText = (text: string, max: number): boolean =>
  text.length >= 1 && text.length <= max && !/\p{Cc}/u.test(text) && isStorableText(text);

/** A field, whether it is wrong, and what is allowed in it. */
export type Fault = [wrong: boolean, path: readonly (string | number)[], message: string, allowed?: readonly string[]];

export const faultsOf = (faults: readonly Fault[]): FieldProblem[] =>
  faults.filter(([wrong]) => wrong).map(([, path, message, allowed]) => fieldProblem(path, message, allowed));

const maxNote = 500;

/** What several inputs have in common. */
export const keyFault = (idempotencyKey: string): Fault => [
  !isText(idempotencyKey, 255),
  ['idempotencyKey'],
  'idempotencyKey must be 1 to 255 printable characters.',
];

export const noteFault = (note: string | null): Fault => [
  note !== null && (note.length > maxNote || !isStorableText(note)),
  ['note'],
  `note must be Unicode text of at most ${maxNote} characters, without NUL.`,
];

export const referenceFault = (reference: string | null): Fault => [
  reference !== null && !isText(reference, 100),
  ['reference'],
  'reference must be 1 to 100 printable characters.',
];

export const skuFault = (sku: string, path: readonly (string | number)[]): Fault => [
  !isText(sku, 100),
  path,
  `${path.join('.')} must be 1 to 100 printable characters.`,
];
