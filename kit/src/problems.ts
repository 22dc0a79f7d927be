/** The refusals that more than one room answers. `__typename` picks the member of the result union. */
export interface InvalidInput {
  __typename: 'InvalidInput';
  code: 'INVALID_INPUT';
  /** Every wrong field's, joined. */
  message: string;
  /** The first wrong field's. */
  path: string[];
  /** Every wrong field, in the order of the input; never empty. */
  fields: FieldProblem[];
}

/** The key was used for another request. It tells nothing of that request. */
export interface IdempotencyConflict {
  __typename: 'IdempotencyConflict';
  code: 'IDEMPOTENCY_CONFLICT';
  message: string;
}

/** One field that is not acceptable. */
export interface FieldProblem {
  /** The way to it from `input`, as in ["lines", "0", "quantity"]. */
  path: string[];
  /** What is wrong and what is allowed, in one sentence. */
  message: string;
  /** What may stand there, at most `maxAllowed`; null where it cannot be listed. */
  allowed: string[] | null;
}

export interface NotFound {
  __typename: 'NotFound';
  code: 'NOT_FOUND';
  message: string;
}

/** Somebody was faster: what stands there now has another version than was expected. */
export interface VersionConflict {
  __typename: 'VersionConflict';
  code: 'VERSION_CONFLICT';
  message: string;
  currentVersion: number;
}

/** A code, slug or SKU that is taken. */
export interface AlreadyExists {
  __typename: 'AlreadyExists';
  code: 'ALREADY_EXISTS';
  message: string;
  path: string[];
  existingId: string | null;
}

/** Not from this state; `allowed` is what may be done instead. */
export interface InvalidTransition {
  __typename: 'InvalidTransition';
  code: 'INVALID_TRANSITION';
  message: string;
  allowed: string[];
}

export interface StillInUse {
  __typename: 'StillInUse';
  code: 'STILL_IN_USE';
  message: string;
  /** By how many. */
  uses: number;
}

/** One row of a bulk write: the others are done. */
export interface RowRefused<Problem> {
  /** The row's place in the input. */
  index: number;
  problem: Problem;
}

export const maxAllowed = 100;

/** More sentences than this nobody reads: `fields` has them all. */
const maxSentences = 10;

/** `path` is the way to the field from `input`; `message` names it and what is allowed. */
export const fieldProblem = (
  path: readonly (string | number)[],
  message: string,
  allowed: readonly string[] | null = null,
): FieldProblem => ({
  path: path.map(String),
  message,
  allowed: allowed === null ? null : allowed.slice(0, maxAllowed),
});

/** One refusal of one field. */
export const invalidInput = (path: readonly (string | number)[], message: string, allowed?: readonly string[]): InvalidInput =>
  refusalOf([fieldProblem(path, message, allowed ?? null)]);

/** One refusal that tells every wrong field; undefined when none is. */
export const invalidFields = (fields: readonly FieldProblem[]): InvalidInput | undefined =>
  fields.length === 0 ? undefined : refusalOf(fields);

const refusalOf = (fields: readonly FieldProblem[]): InvalidInput => ({
  __typename: 'InvalidInput',
  code: 'INVALID_INPUT',
  message: fields
    .slice(0, maxSentences)
    .map(({ message }) => message)
    .join(' '),
  path: fields[0]?.path ?? [],
  fields: [...fields],
});

/**
 * Of what `save...` mutations take: who replaces what has an id says which version they have seen, and who has seen a version says of what. A
 * client that lost the id on its way would else make a second thing instead of changing the one it had.
 */
export function versionNeeded(id: string | null | undefined, expectedVersion: number | null | undefined): FieldProblem[] {
  if ((id == null) === (expectedVersion == null)) return [];
  return [fieldProblem(['expectedVersion'], id == null ? 'expectedVersion goes with id.' : 'expectedVersion must be given with id.')];
}

/** Several refusals as one, each field once; undefined when there are none. */
export const mergeInvalid = (problems: readonly (InvalidInput | undefined)[]): InvalidInput | undefined =>
  invalidFields(problems.flatMap((problem) => problem?.fields ?? []));

export const notFound = (message: string): NotFound => ({ __typename: 'NotFound', code: 'NOT_FOUND', message });

/** `what` was changed by somebody else, such as "product". */
export const versionConflict = (what: string, currentVersion: number): VersionConflict => ({
  __typename: 'VersionConflict',
  code: 'VERSION_CONFLICT',
  message: `Somebody changed this ${what} meanwhile: it has version ${currentVersion} by now. Read it again before you change it.`,
  currentVersion,
});

export const alreadyExists = (path: readonly (string | number)[], message: string, existingId: string | null = null): AlreadyExists => ({
  __typename: 'AlreadyExists',
  code: 'ALREADY_EXISTS',
  message,
  path: path.map(String),
  existingId,
});

export const invalidTransition = (message: string, allowed: readonly string[]): InvalidTransition => ({
  __typename: 'InvalidTransition',
  code: 'INVALID_TRANSITION',
  message,
  allowed: [...allowed],
});

export const stillInUse = (message: string, uses: number): StillInUse => ({
  __typename: 'StillInUse',
  code: 'STILL_IN_USE',
  message,
  uses,
});

/** `what` is what the key was used for, such as "order" or "adjustment". */
export const idempotencyConflict = (what: string): IdempotencyConflict => ({
  __typename: 'IdempotencyConflict',
  code: 'IDEMPOTENCY_CONFLICT',
  message: `This idempotencyKey was used for another ${what}: take a new key for a new ${what}.`,
});

export const maxQuantity = 10_000;
export const maxLines = 200;

/** PostgreSQL keeps any Unicode text but NUL; half a surrogate pair is no Unicode. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
