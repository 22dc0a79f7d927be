import { type Author, audited } from '@cartograph/kit/audit';
import { type Database, type Queryable, sqlStateOf } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { numbered } from '@cartograph/kit/numbered-events';
import { writeEvents } from '@cartograph/kit/outbox';
import { prepareAddresses } from '@cartograph/kit/people/address';
import { emailIdentity } from '@cartograph/kit/people/email';
import { changeAudited, customerGroupsChanged } from '#events';
import { lockAccounts } from '#exchange/account-store';
import { planCustomers } from '#exchange/rules/customer-plan';
import type { Account, CustomerRow, PlannedCustomer } from '#exchange/rules/customer-row';
import { deleteAddresses, insertAccounts, insertAddresses, revokeSessionsOf, updateAccounts } from '#exchange/write-store';
import { listGroups } from '#groups/group-store';

export interface ImportRowsCommand {
  /** Whoever sends it calls it so. */
  readonly batch: string;
  /** true: says what would become of each row, and changes nothing. */
  readonly dryRun: boolean;
  /** Who has it written; null: a command of the machine. */
  readonly writerId: string | null;
  readonly writerName: string;
  readonly rows: readonly CustomerRow[];
}

export interface ImportRowsOutcome {
  batch: string;
  /** In the order of the rows. */
  rows: { state: PlannedCustomer['state']; problems: { path: string[]; message: string }[] }[];
}

export const maxImportedRows = 1_000;

/**
 * Batches of accounts by their e-mail address, each row for itself. Said again they change nothing. A batch takes at most nine statements.
 * No row gives or takes a role or a password.
 */
export async function importRows(db: Database, commands: readonly ImportRowsCommand[]): Promise<ImportRowsOutcome[]> {
  const outcomes: ImportRowsOutcome[] = [];
  for (const command of commands) {
    if (command.rows.length > maxImportedRows) throw new RangeError(`rows must be at most ${maxImportedRows}`);
    await prepareAddresses(command.rows.flatMap(({ addresses }) => addresses ?? []));
    outcomes.push(await again(db, (tx) => importBatch(tx, command)));
  }
  return outcomes;
}

/** Begun anew when somebody opens an account that a row is about: the next look sees it. */
async function again<T>(db: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  for (let left = 3; ; left -= 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (left <= 1 || sqlStateOf(error) !== '23505') throw error;
    }
  }
}

async function importBatch(tx: Queryable, { batch, dryRun, rows, writerId, writerName }: ImportRowsCommand): Promise<ImportRowsOutcome> {
  const accounts = await lockAccounts(
    tx,
    rows.map(({ email }) => email.trim().normalize('NFC').toLowerCase()),
    rows.flatMap(({ email }) => emailIdentity(email) ?? []),
  );
  const groupCodes = (await listGroups(tx)).map(({ code }) => code);
  const plan = planCustomers(rows, { accounts, groupCodes, now: new Date() }, uuidv7);
  if (!dryRun) await write(tx, plan, { id: writerId, name: writerName, client: null, requestId: null });
  return { batch, rows: plan.map((row) => ({ state: row.state, problems: row.state === 'REFUSED' ? [...row.problems] : [] })) };
}

type Change = Extract<PlannedCustomer, { state: 'CREATED' | 'CHANGED' }>;
const isChange = (row: PlannedCustomer): row is Change => row.state === 'CREATED' || row.state === 'CHANGED';
const isRegrouped = ({ before, after }: Change): boolean => (before?.groupCodes ?? []).join('\n') !== after.groupCodes.join('\n');

async function write(tx: Queryable, plan: readonly PlannedCustomer[], by: Author): Promise<void> {
  const changes = plan.filter(isChange);
  const opened = changes.filter(({ state }) => state === 'CREATED');
  const changed = changes.filter(({ state }) => state === 'CHANGED');
  const regrouped = changes.filter(isRegrouped);
  if (opened.length > 0) await insertAccounts(tx, opened.map(afterOf));
  const sequences = changed.length > 0 ? await updateAccounts(tx, changed.map(afterOf), regrouped.map(idOf)) : new Map<string, number>();
  const gone = changes.flatMap(({ goneAddresses }) => goneAddresses);
  if (gone.length > 0) await deleteAddresses(tx, gone);
  const added = changes.flatMap(({ after, newAddresses }) => newAddresses.map((one) => ({ ...one, customerId: after.id })));
  if (added.length > 0) await insertAddresses(tx, added);
  const shut = changed.filter(({ before, after }) => after.disabled && !before?.disabled);
  if (shut.length > 0) await revokeSessionsOf(tx, shut.map(idOf));
  await writeEvents(tx, [
    ...regrouped.map((change) => toldOf(change.after, sequences)),
    ...changes.flatMap((change) => entryOf(change, by)),
  ]);
}

const afterOf = ({ after }: Change): Account => after;
const idOf = ({ after }: Change): string => after.id;

const toldOf = ({ id, groupCodes }: Account, sequences: ReadonlyMap<string, number>) =>
  numbered(customerGroupsChanged.of(id, { customerId: id, groupCodes: [...groupCodes] }), sequences.get(id) ?? 1);

/** What staff keep of an account, as of `updateCustomer`; of what is the customer's own the log says that it changed, and not what it is. */
function entryOf({ before, after, goneAddresses, newAddresses }: Change, by: Author) {
  const said = ({ groupCodes, note, disabled }: Account) => ({ groupCodes, note, disabled });
  const own = [
    ...(before?.name === after.name ? [] : ['name']),
    ...(goneAddresses.length + newAddresses.length === 0 ? [] : ['addresses']),
  ];
  return audited(changeAudited, by, {
    action: 'importCustomers',
    entityType: 'Customer',
    entityId: after.id,
    before: before ? said(before) : null,
    after: { ...said(after), ...(own.length > 0 && { changed: own.join(', ') }) },
  });
}
