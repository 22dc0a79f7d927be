import { possibleTypes } from './generated/schema.ts';

const problems = new Set(possibleTypes['Problem']);

interface Named {
  __typename?: string;
}

/** The members of a result that are refusals: those that have a code. */
export type ProblemOf<Result> = Extract<Result, { code: string; message: string }>;

/**
 * A refusal of a mutation's result, or undefined for its success. `__typename` must be selected. A refusal that this package does not know yet has a code, too:
 * unions grow.
 */
export function problemOf<Result extends Named>(result: Result | null | undefined): ProblemOf<Result> | undefined {
  if (!result) return undefined;
  const refused = problems.has(result.__typename ?? '') || ('code' in result && 'message' in result);
  return refused ? (result as ProblemOf<Result>) : undefined;
}
