import type { Queryable } from '@cartograph/kit/db';
import { loadAccountsAfter } from '#exchange/account-store';
import type { Account, KeptAddress } from '#exchange/rules/customer-row';

export interface ExportRowsCommand {
  /** `next` of the page before; null: from the first. */
  readonly after: string | null;
  readonly first: number;
}

export interface ExportRowsPage {
  /** As it was asked for. */
  after: string | null;
  /** What an import takes: nothing of roles, passwords and points. */
  rows: ExportedRow[];
  /** Null: this was the last page. */
  next: string | null;
}

export type ExportedRow = Pick<Account, 'email' | 'name' | 'note' | 'disabled' | 'createdAt'> & {
  groupCodes: string[];
  addresses: Omit<KeptAddress, 'id'>[];
};

/** Pages of all accounts, in the order of their e-mail addresses; two statements each. */
export const exportRows = (db: Queryable, pages: readonly ExportRowsCommand[]): Promise<ExportRowsPage[]> =>
  Promise.all(
    pages.map(async ({ after, first }) => {
      const found = await loadAccountsAfter(db, after ?? '', first);
      return { after, rows: found.map(rowOf), next: found.length < first ? null : (found.at(-1)?.email.toLowerCase() ?? null) };
    }),
  );

/** Field by field: whatever else the tables know is for nobody's file. */
const rowOf = ({ email, name, groupCodes, note, disabled, createdAt, addresses }: Account): ExportedRow => ({
  email,
  name,
  groupCodes: [...groupCodes],
  note,
  disabled,
  createdAt,
  addresses: addresses.map((one) => ({
    name: one.name,
    company: one.company,
    line1: one.line1,
    line2: one.line2,
    city: one.city,
    region: one.region,
    postalCode: one.postalCode,
    country: one.country,
    phone: one.phone,
    isDefaultShipping: one.isDefaultShipping,
    isDefaultBilling: one.isDefaultBilling,
  })),
});
