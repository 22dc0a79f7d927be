import { readText } from '@cartograph/kit/people/text';
import { type FieldProblem, fieldProblem, type InvalidInput, invalidFields, invalidInput, isStorableText } from '@cartograph/kit/problems';

export const maxGift = 1_000_000;

/** Points that staff give. */
export interface Gift {
  customerId: string;
  points: number;
  /** For the customer. */
  reason: string;
  idempotencyKey: string;
}

/** A gift in the form that it is kept in, or every field that is wrong. */
export function readGift(given: Gift): { kind: 'gift'; gift: Gift } | { kind: 'invalid'; problem: InvalidInput } {
  const { points, idempotencyKey } = given;
  const fields: FieldProblem[] = [];
  if (points < 1 || points > maxGift) fields.push(fieldProblem(['points'], 'points must be from 1 to 1,000,000.'));
  const reason = readText('reason', given.reason);
  if (reason.kind === 'refused') fields.push(fieldProblem(['reason'], reason.message));
  else if (reason.value === null) fields.push(fieldProblem(['reason'], 'reason must not be empty.'));
  if (idempotencyKey.length < 1 || idempotencyKey.length > 255 || !isStorableText(idempotencyKey))
    fields.push(fieldProblem(['idempotencyKey'], 'idempotencyKey must be 1 to 255 characters.'));
  const problem = invalidFields(fields);
  if (problem || reason.kind === 'refused' || reason.value === null)
    return { kind: 'invalid', problem: problem ?? invalidInput([], 'This is no gift.') };
  return { kind: 'gift', gift: { ...given, customerId: given.customerId.toLowerCase(), reason: reason.value } };
}
