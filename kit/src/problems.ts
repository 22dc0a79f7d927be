/** The refusals that more than one room answers. `__typename` picks the member of the result union. */
export interface InvalidInput {
  __typename: 'InvalidInput';
  code: 'INVALID_INPUT';
  message: string;
  path: string[];
}

export interface NotFound {
  __typename: 'NotFound';
  code: 'NOT_FOUND';
  message: string;
}

/** `path` is the way to the field from `input`, as in ["lines", "0", "quantity"]; `message` names it and what is allowed. */
export const invalidInput = (path: readonly (string | number)[], message: string): InvalidInput => ({
  __typename: 'InvalidInput',
  code: 'INVALID_INPUT',
  message,
  path: path.map(String),
});

export const notFound = (message: string): NotFound => ({ __typename: 'NotFound', code: 'NOT_FOUND', message });

export const maxQuantity = 10_000;
export const maxLines = 200;

/** PostgreSQL keeps any Unicode text but NUL; half a surrogate pair is no Unicode. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
