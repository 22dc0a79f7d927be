import type { Role } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { uuidFromName } from '@cartograph/kit/ids';
import { type GivenAddress, prepareAddresses, readAddress } from '@cartograph/kit/people/address';
import { readEmail } from '@cartograph/kit/people/email';
import { readText } from '@cartograph/kit/people/text';
import { upsertAddresses, upsertCustomers } from '#accounts/import-store';
import { parsePhc } from '#accounts/rules/phc';

export interface CustomerImport {
  id: string;
  email: string;
  name: string | null;
  /** A PHC string of argon2id (`hashPassword`); null: no password, or the one that is there. */
  passwordHash: string | null;
  roles: readonly Role[];
  /** Without an id of its own, an address is known by its place in this list. */
  addresses: readonly (GivenAddress & { id?: string | undefined })[];
  createdAt: Date;
}

export interface ImportCustomersOutcome {
  /** Customers that were not there before. */
  imported: number;
}

/** Opens accounts in bulk, by id; repeating it changes nothing. All or nothing; a customer that is not acceptable is a fault. */
export async function importCustomers(db: Database, customers: readonly CustomerImport[]): Promise<ImportCustomersOutcome> {
  await prepareAddresses(customers.flatMap(({ addresses: given }) => given));
  const rows = customers.map(readCustomer);
  const addresses = customers.flatMap(readAddresses);
  return db.transaction(async (tx) => {
    const imported = await upsertCustomers(tx, rows);
    if (addresses.length > 0) await upsertAddresses(tx, addresses);
    return { imported: imported.length };
  });
}

function readCustomer({ id, passwordHash, roles, createdAt, ...given }: CustomerImport) {
  const email = readEmail(given.email);
  if (email.kind === 'refused') throw new Error(`customer ${id}: ${email.message}`);
  const name = readText('name', given.name ?? '');
  if (name.kind === 'refused') throw new Error(`customer ${id}: ${name.message}`);
  if (passwordHash !== null && !parsePhc(passwordHash)) throw new Error(`customer ${id}: passwordHash must be a PHC string of argon2id.`);
  const { address, identity } = email.email;
  return { id, email: address, identity, name: name.value, roles: [...roles], passwordHash, createdAt };
}

const readAddresses = ({ id: customerId, addresses, createdAt }: CustomerImport) =>
  addresses.map(({ id = '', ...given }, index) => {
    const outcome = readAddress(given, ['addresses', String(index)]);
    if (outcome.kind === 'refused') throw new Error(`customer ${customerId}: ${outcome.fields.map(({ message }) => message).join(' ')}`);
    return { ...outcome.address, id: id || uuidFromName(`address ${index} of ${customerId}`), customerId, createdAt };
  });
