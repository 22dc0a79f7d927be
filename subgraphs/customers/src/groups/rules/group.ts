import { readText } from '@cartograph/kit/people/text';
import { type FieldProblem, fieldProblem, type InvalidInput, invalidFields, invalidInput, versionNeeded } from '@cartograph/kit/problems';

/** A group of customers, for prices and promotions, which know it by its code. */
export interface CustomerGroup {
  id: string;
  /** Never changes. */
  code: string;
  name: string;
  version: number;
}

export const maxGroups = 200;

const codeForm = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export interface GivenGroup {
  id?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  code: string;
  name: string;
}

export type SaveGroup =
  | { kind: 'create'; code: string; name: string }
  | { kind: 'replace'; id: string; expectedVersion: number; code: string; name: string };

/** What is to be saved, or every field that is wrong. */
export function readGroup({ id, expectedVersion, code, name: given }: GivenGroup): SaveGroup | { kind: 'invalid'; problem: InvalidInput } {
  const fields: FieldProblem[] = [];
  const name = readText('name', given);
  if (!codeForm.test(code)) fields.push(fieldProblem(['code'], 'code must be 1 to 64 letters, digits, - and _, such as wholesale.'));
  if (name.kind === 'refused') fields.push(fieldProblem(['name'], name.message));
  else if (name.value === null) fields.push(fieldProblem(['name'], 'name must not be empty.'));
  fields.push(...versionNeeded(id, expectedVersion));
  const problem = invalidFields(fields);
  if (problem || name.kind === 'refused' || name.value === null)
    return { kind: 'invalid', problem: problem ?? invalidInput([], 'This is no group.') };
  if (id == null || expectedVersion == null) return { kind: 'create', code, name: name.value };
  return { kind: 'replace', id, expectedVersion, code, name: name.value };
}
