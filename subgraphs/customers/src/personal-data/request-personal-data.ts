import { type Author, audited } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import { personalDataRooms } from '@cartograph/kit/personal-data';
import { type InvalidInput, invalidInput, type NotFound, notFound } from '@cartograph/kit/problems';
import { changeAudited, personalDataRequested } from '#events';
import { closeAccount, lockPerson, type Person } from '#personal-data/person-store';
import { findStanding, insertRequest } from '#personal-data/request-store';
import type { PersonalDataRequest } from '#personal-data/rules/personal-data';
import type { OrdersRemote } from '#remotes/orders';
import { isOfTheStaff } from '#staff/rules/roles';

export interface RequestPersonalDataCommand {
  customerId: string;
  kind: PersonalDataRequest['kind'];
}

export type RequestPersonalDataOutcome =
  | { kind: 'requested'; request: PersonalDataRequest }
  | { kind: 'refused'; problem: InvalidInput | NotFound };

/** `by`: staff, or a command, for somebody else. While one is open, that one is told; whoever is forgotten is forgotten once. */
export async function requestPersonalData(
  db: Database,
  orders: Pick<OrdersRemote, 'openOf'>,
  { customerId, kind }: RequestPersonalDataCommand,
  by: Author | null,
): Promise<RequestPersonalDataOutcome> {
  if (!isUuid(customerId)) return unknown;
  const [found] = kind === 'ERASURE' ? await orders.openOf([customerId.toLowerCase()]) : [];
  return db.transaction(async (tx): Promise<RequestPersonalDataOutcome> => {
    const person = await lockPerson(tx, customerId);
    if (!person) return unknown;
    const known = await findStanding(tx, person.id, kind);
    if (known) return { kind: 'requested', request: known };
    const refused = kind === 'ERASURE' ? refusalOf(person, found?.open ?? []) : undefined;
    if (refused) return { kind: 'refused', problem: refused };
    const request = await insertRequest(tx, person.id, kind, personalDataRooms);
    if (kind === 'ERASURE') await closeAccount(tx, person.id);
    const change = { action: 'requestPersonalData', entityType: 'Customer', entityId: person.id, before: null, after: { kind } };
    const told = { requestId: request.id, kind, customerId: person.id, email: person.email };
    await writeEvents(tx, [personalDataRequested.of(person.id, told), ...(by ? audited(changeAudited, by, change) : [])]);
    return { kind: 'requested', request };
  });
}

const unknown: RequestPersonalDataOutcome = { kind: 'refused', problem: notFound('There is no such customer.') };

function refusalOf({ roles }: Person, open: readonly string[]): InvalidInput | undefined {
  if (isOfTheStaff(roles)) return invalidInput(['kind'], 'kind: an account of the staff is erased once its roles are taken.');
  if (open.length > 0) return invalidInput(['kind'], `kind: nobody is erased while something is open: ${open.slice(0, 10).join(', ')}.`);
  return undefined;
}
