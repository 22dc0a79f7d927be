import { authorOfCommand } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { findPersonByEmail } from '#personal-data/person-store';
import { type RequestPersonalDataOutcome, requestPersonalData } from '#personal-data/request-personal-data';
import type { OrdersRemote } from '#remotes/orders';

/** As whoever runs the machine asks for it. Undefined: nobody has that address. */
export async function requestByEmail(
  db: Database,
  orders: Pick<OrdersRemote, 'openOf'>,
  email: string,
  kind: 'EXPORT' | 'ERASURE',
  command: string,
): Promise<RequestPersonalDataOutcome | undefined> {
  const customerId = await findPersonByEmail(db, email);
  return customerId === undefined ? undefined : requestPersonalData(db, orders, { customerId, kind }, authorOfCommand(command));
}
