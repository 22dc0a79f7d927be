import { type Email, readEmail } from '@cartograph/kit/people/email';
import { readText } from '@cartograph/kit/people/text';
import { type FieldProblem, fieldProblem, type InvalidInput, invalidFields } from '@cartograph/kit/problems';
import { readStaffRole, type StaffRole } from '#staff/rules/roles';

export interface GivenStaff {
  email: string;
  name: string;
  /** As the API names it. */
  role: string;
}

export type NewStaffOutcome =
  | { kind: 'staff'; staff: { email: Email; name: string; role: StaffRole } }
  | { kind: 'invalid'; problem: InvalidInput };

/** Somebody of the staff as they are invited, or every field that is wrong. */
export function readNewStaff(given: GivenStaff): NewStaffOutcome {
  const fields: FieldProblem[] = [];
  const email = readEmail(given.email);
  if (email.kind === 'refused') fields.push(fieldProblem(['email'], email.message));
  const name = readText('name', given.name);
  if (name.kind === 'refused') fields.push(fieldProblem(['name'], name.message));
  else if (name.value === null) fields.push(fieldProblem(['name'], 'name must not be empty.'));
  const role = readStaffRole(given.role);
  if (!role) fields.push(notAStaffRole);
  const problem = invalidFields(fields);
  if (problem || email.kind === 'refused' || name.kind === 'refused' || name.value === null || !role)
    return { kind: 'invalid', problem: problem ?? notStaff };
  return { kind: 'staff', staff: { email: email.email, name: name.value, role } };
}

export const notAStaffRole = fieldProblem(['role'], 'role must be STAFF or ADMIN: everybody is a customer.', ['STAFF', 'ADMIN']);

const notStaff: InvalidInput = {
  __typename: 'InvalidInput',
  code: 'INVALID_INPUT',
  message: 'This is nobody of the staff.',
  path: [],
  fields: [],
};
