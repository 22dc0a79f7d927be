import { invalidFields } from '@cartograph/kit/problems';
import type { Placement } from '#placing/rules/placement';
import { fieldsOf, isRetryable, type StoredProblem } from '#placing/rules/problem';

export type PlaceOrderOutcome =
  | { kind: 'placed'; placement: Placement; replayed: boolean; accessToken: string | null }
  | { kind: 'pending'; placement: Placement; accessToken: string | null }
  | { kind: 'rejected'; problems: StoredProblem[]; retryable: boolean; placement: Placement | null }
  | { kind: 'action'; placement: Placement; redirectUrl: string; expiresAt: Date; accessToken: string | null };

/** What a placement comes to as it stands. */
export function outcomeOf(placement: Placement, replayed: boolean, accessToken: string | null): PlaceOrderOutcome {
  switch (placement.state) {
    case 'confirmed':
    case 'completed':
      return { kind: 'placed', placement, replayed, accessToken };
    case 'aborting':
    case 'aborted': {
      const problems = placement.problems ?? [];
      return { kind: 'rejected', problems, retryable: isRetryable(problems), placement };
    }
    case 'pending': {
      const { challenge } = placement.facts;
      if (!challenge) return { kind: 'pending', placement, accessToken };
      return { kind: 'action', placement, redirectUrl: challenge.redirectUrl, expiresAt: new Date(challenge.expiresAt), accessToken };
    }
  }
}

/** Nothing was placed, and nothing is kept of it: the key is still free. What is wrong with the input is told in one refusal. */
export const refused = (problems: readonly StoredProblem[]): PlaceOrderOutcome => {
  const told = withOneInvalidInput(problems);
  return { kind: 'rejected', problems: told, retryable: isRetryable(told), placement: null };
};

function withOneInvalidInput(problems: readonly StoredProblem[]): StoredProblem[] {
  const invalid = invalidFields(problems.flatMap((problem) => (problem.__typename === 'InvalidInput' ? fieldsOf(problem) : [])));
  const others = problems.filter(({ __typename }) => __typename !== 'InvalidInput');
  return invalid ? [invalid, ...others] : others;
}
