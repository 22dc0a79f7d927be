import { emailIdentity } from '@cartograph/kit/people/email';
import { z } from 'zod';
import type { Kind, RowOutcome } from '#kind';
import { leftOut, outcomesOf, problemsOf, type Read } from '#kinds/rows';
import type { CustomerRow, CustomersRemote, ExportedCustomer, ImportedCustomer } from '#remotes/customers';
import type { Column, Values } from '#rules/column';

/** Accounts to a page: one has 50 addresses at most. */
const pageRows = 500;

const columns: readonly Column[] = [
  {
    name: 'email',
    type: 'text',
    about: 'Whose account it is; another spelling of an address that is there is the same one.',
    required: true,
  },
  { name: 'name', type: 'text', about: 'What they are called.' },
  { name: 'groupCodes', type: 'list', about: 'Codes of all their groups, which must be there.' },
  { name: 'note', type: 'text', about: 'Of staff, for staff.' },
  {
    name: 'disabled',
    type: 'boolean',
    about: 'May they not sign in? Of a new account, and where it is empty: they may. Of staff it stays as it is.',
  },
  { name: 'createdAt', type: 'instant', about: 'When a new account was opened, now where it is left out; of one that is there it stays.' },
  {
    name: 'addresses',
    type: 'json',
    about:
      'All their addresses: objects with `name`, `company`, `line1`, `line2`, `city`, `region`, `postalCode`, `country`, `phone`, `isDefaultShipping`, `isDefaultBilling`.',
  },
];

const text = z.string().nullish();
const given = z.object({
  email: z.string(),
  name: text,
  groupCodes: z.array(z.string()).nullish(),
  note: text,
  disabled: z.boolean().nullish(),
  createdAt: text,
  addresses: z
    .array(
      z.strictObject({
        name: text,
        company: text,
        line1: z.string(),
        line2: text,
        city: z.string(),
        region: text,
        postalCode: text,
        country: z.string(),
        phone: text,
        isDefaultShipping: z.boolean().nullish(),
        isDefaultBilling: z.boolean().nullish(),
      }),
    )
    .nullish(),
});

/** A row for each account; roles, passwords and points are neither told nor taken. */
export const customersKind = (customers: CustomersRemote): Kind => ({
  columns,
  importing: {
    keyOf: ({ email }) => (typeof email === 'string' ? (emailIdentity(email) ?? email) : null),
    write: (rows, { dryRun, by }) =>
      outcomesOf(rows, commandOf, async (commands) => {
        const [answer] = await customers.importCustomers([{ batch: 'rows', dryRun, writerId: by.id, writerName: by.name, rows: commands }]);
        return (answer?.rows ?? []).map(outcomeOf);
      }),
  },
  page: async (after) => {
    const [page] = await customers.exportCustomers([{ after, first: pageRows }]);
    if (!page) throw new Error('customers gave no page');
    return { rows: page.rows.map(rowOf), next: page.next };
  },
});

function commandOf(values: Values): Read<CustomerRow> {
  const read = given.safeParse(values);
  if (!read.success) return { refused: { kind: 'refused', problems: problemsOf(read.error) } };
  const { email, name, groupCodes, note, disabled, createdAt, addresses } = read.data;
  return {
    command: {
      email,
      name: name ?? null,
      groupCodes: groupCodes ?? null,
      note: note ?? null,
      disabled: disabled ?? false,
      createdAt: createdAt ? new Date(createdAt) : null,
      addresses: addresses?.map(addressOf) ?? null,
      keeps: leftOut(read.data, 'name', 'groupCodes', 'note', 'disabled', 'addresses'),
    },
  };
}

type RowAddress = NonNullable<CustomerRow['addresses']>[number];

const addressOf = (one: NonNullable<z.infer<typeof given>['addresses']>[number]): RowAddress => ({
  line1: one.line1,
  city: one.city,
  country: one.country,
  name: one.name ?? null,
  company: one.company ?? null,
  line2: one.line2 ?? null,
  region: one.region ?? null,
  postalCode: one.postalCode ?? null,
  phone: one.phone ?? null,
  isDefaultShipping: one.isDefaultShipping ?? null,
  isDefaultBilling: one.isDefaultBilling ?? null,
});

function outcomeOf({ state, problems }: ImportedCustomer): RowOutcome {
  switch (state) {
    case 'CREATED':
    case 'CHANGED':
      return { kind: 'changed' };
    case 'UNCHANGED':
      return { kind: 'unchanged' };
    case 'REFUSED':
      return { kind: 'refused', problems };
  }
}

const rowOf = (customer: ExportedCustomer): Values => ({ ...customer, createdAt: customer.createdAt.toISOString() });
