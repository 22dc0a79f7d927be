import { type FieldProblem, fieldProblem, isStorableText } from '@cartograph/kit/problems';

/** What staff may change of an account. */
export interface StaffState {
  groupCodes: readonly string[];
  note: string | null;
  disabled: boolean;
}

export interface GivenChange {
  /** What is left out stays; so do groups and `disabled` that are null, while a note that is null is none. */
  groupCodes?: readonly string[] | null | undefined;
  note?: string | null | undefined;
  disabled?: boolean | null | undefined;
}

export const maxGroupsOfACustomer = 50;
const maxNote = 10_000;

/** Lines of text; tabs are all that it keeps of controls. */
const isText = (text: string): boolean => isStorableText(text) && !/[^\P{Cc}\n\t]/u.test(text);

/** The state that is asked for, in the one form that it is kept in; `faults` are of fields whose value could not be kept. */
export function changedState(now: StaffState, { groupCodes, note, disabled }: GivenChange): { next: StaffState; faults: FieldProblem[] } {
  const faults: FieldProblem[] = [];
  if (groupCodes && new Set(groupCodes).size > maxGroupsOfACustomer)
    faults.push(fieldProblem(['groupCodes'], `groupCodes must be at most ${maxGroupsOfACustomer}.`));
  const text = note?.normalize('NFC').replaceAll('\r\n', '\n').trim() ?? '';
  if (!isText(text) || Array.from(text).length > maxNote)
    faults.push(fieldProblem(['note'], 'note must be lines of text, at most 10,000 characters.'));
  const next = {
    groupCodes: groupCodes ? [...new Set(groupCodes)].sort() : now.groupCodes,
    note: note === undefined ? now.note : text || null,
    disabled: disabled ?? now.disabled,
  };
  return { next, faults };
}

/** Groups that there are not, each told at its place. */
export const unknownGroups = (given: readonly string[], known: readonly string[]): FieldProblem[] =>
  given.flatMap((code, index) =>
    known.includes(code)
      ? []
      : [fieldProblem(['groupCodes', index], `groupCodes: there is no group ${JSON.stringify(code.slice(0, 64))}.`, known)],
  );

export const isSameState = (a: StaffState, b: StaffState): boolean =>
  a.note === b.note && a.disabled === b.disabled && a.groupCodes.join('\n') === b.groupCodes.join('\n');
