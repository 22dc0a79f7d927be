import type { Queryable } from '@cartograph/kit/db';
import { collectAccount, eraseAccount } from '#personal-data/person-store';
import { endRequest, forgetFilesBefore } from '#personal-data/request-store';
import type { PersonalDataRequest } from '#personal-data/rules/personal-data';

/** All other rooms have done their part: this one does its own, and the request is over. */
export async function finishRequest(tx: Queryable, { id, customerId, kind, parts }: PersonalDataRequest): Promise<void> {
  if (kind === 'ERASURE') {
    await eraseAccount(tx, customerId);
    await endRequest(tx, id, null);
    return;
  }
  const file = { customers: await collectAccount(tx, customerId), ...parts };
  await endRequest(tx, id, JSON.stringify(file, null, 2));
  await forgetFilesBefore(tx, customerId, id);
}
