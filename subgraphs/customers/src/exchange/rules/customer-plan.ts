import { readEmail } from '@cartograph/kit/people/email';
import { readText } from '@cartograph/kit/people/text';
import type { FieldProblem } from '@cartograph/kit/problems';
import { changedState, isSameState, type StaffState, unknownGroups } from '#accounts/rules/customer-change';
import { changedAddresses } from '#exchange/rules/address-plan';
import type { Account, CustomerRow, PlannedCustomer, RowProblem } from '#exchange/rules/customer-row';
import { isOfTheStaff } from '#staff/rules/roles';

/** What there is of what the rows name. */
export interface CustomerGround {
  readonly accounts: readonly Account[];
  readonly groupCodes: readonly string[];
  readonly now: Date;
}

/** What becomes of each row; of two rows with one e-mail address the second is refused. */
export function planCustomers(rows: readonly CustomerRow[], ground: CustomerGround, newId: () => string): PlannedCustomer[] {
  const seen = new Set<string>();
  const byIdentity = new Map(ground.accounts.flatMap((one) => (one.identity === null ? [] : [[one.identity, one] as const])));
  const bySpelling = new Map(ground.accounts.map((one) => [one.email.toLowerCase(), one]));
  return rows.map((row) => {
    const read = readEmail(row.email);
    if (read.kind === 'refused') return refused([{ path: ['email'], message: read.message }]);
    const { address, identity } = read.email;
    if (seen.has(identity)) return refused([{ path: ['email'], message: `${address} stands in a row before.` }]);
    seen.add(identity);
    const before = bySpelling.get(address.toLowerCase()) ?? byIdentity.get(identity);
    return planCustomer(row, before ?? nobody(address, identity, ground.now, newId), before !== undefined, ground, newId);
  });
}

const refused = (problems: readonly RowProblem[]): PlannedCustomer => ({ state: 'REFUSED', problems });

const nobody = (email: string, identity: string, now: Date, newId: () => string): Account => ({
  id: newId(),
  email,
  identity,
  name: null,
  roles: ['customer'],
  createdAt: now,
  groupCodes: [],
  note: null,
  disabled: false,
  addresses: [],
});

function planCustomer(row: CustomerRow, now: Account, isThere: boolean, ground: CustomerGround, newId: () => string): PlannedCustomer {
  const says = (field: string): boolean => !(isThere && row.keeps?.includes(field));
  const problems: RowProblem[] = [];
  const name = says('name') ? readText('name', row.name ?? '') : ({ kind: 'read', value: now.name } as const);
  if (name.kind === 'refused') problems.push({ path: ['name'], message: name.message });
  const { next, faults } = stateOf(row, now, says, ground.groupCodes);
  problems.push(...faults.map(toldAlone));
  if (next.disabled !== now.disabled && isOfTheStaff(now.roles))
    problems.push({ path: ['disabled'], message: 'disabled must stay as it is: whom of the staff one keeps out is for administrators.' });
  if (!isThere && row.createdAt !== null && row.createdAt > ground.now)
    problems.push({ path: ['createdAt'], message: 'createdAt must not be in the future.' });
  const given = says('addresses') ? (row.addresses ?? []) : undefined;
  const addresses = changedAddresses(now.addresses, given, newId);
  if (addresses.kind === 'refused') problems.push(...addresses.problems);
  if (problems.length > 0 || name.kind === 'refused' || addresses.kind === 'refused') return refused(problems);
  const after = { ...now, ...next, name: name.value, createdAt: isThere ? now.createdAt : (row.createdAt ?? now.createdAt) };
  const { gone, added } = addresses;
  const same = isThere && after.name === now.name && isSameState(now, next) && gone.length + added.length === 0;
  if (same) return { state: 'UNCHANGED' };
  return { state: isThere ? 'CHANGED' : 'CREATED', before: isThere ? now : undefined, after, goneAddresses: gone, newAddresses: added };
}

function stateOf(row: CustomerRow, now: Account, says: (field: string) => boolean, known: readonly string[]) {
  const groupCodes = says('groupCodes') ? (row.groupCodes ?? []) : undefined;
  const { next, faults } = changedState(pick(now), {
    groupCodes,
    note: says('note') ? row.note : undefined,
    disabled: says('disabled') ? row.disabled : undefined,
  });
  return { next, faults: [...faults, ...unknownGroups((groupCodes ?? []).slice(0, 1_000), known)] };
}

const pick = ({ groupCodes, note, disabled }: StaffState): StaffState => ({ groupCodes, note, disabled });

/** A report has a sentence for what may stand there, and no list beside it. */
const toldAlone = ({ path, message, allowed }: FieldProblem): RowProblem => ({
  path,
  message: allowed && allowed.length > 0 ? `${message} Allowed are ${allowed.join(', ')}.` : message,
});
