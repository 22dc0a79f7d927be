import type { Role } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { uuidFromName } from '@cartograph/kit/ids';
import { upsertAddresses, upsertCustomers } from '#accounts/import-store';
import { addressFault, type GivenAddress, normalizeAddress } from '#accounts/rules/address';
import { emailFault, nameFault, normalizeEmail, normalizeName } from '#accounts/rules/credentials';
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
  const rows = customers.map(readCustomer);
  const addresses = customers.flatMap(readAddresses);
  return db.transaction(async (tx) => {
    const imported = await upsertCustomers(tx, rows);
    if (addresses.length > 0) await upsertAddresses(tx, addresses);
    return { imported: imported.length };
  });
}

function readCustomer({ id, passwordHash, roles, createdAt, ...given }: CustomerImport) {
  const email = normalizeEmail(given.email);
  const name = normalizeName(given.name);
  const fault = emailFault(email) ?? nameFault(name);
  if (fault) throw new Error(`customer ${id}: ${fault.message}`);
  if (passwordHash !== null && !parsePhc(passwordHash)) throw new Error(`customer ${id}: passwordHash must be a PHC string of argon2id.`);
  return { id, email, name, roles: [...roles], passwordHash, createdAt };
}

const readAddresses = ({ id: customerId, addresses, createdAt }: CustomerImport) =>
  addresses.map(({ id = '', ...given }, index) => {
    const address = normalizeAddress(given);
    const fault = addressFault(address);
    if (fault) throw new Error(`customer ${customerId}: ${fault.message}`);
    return { ...address, id: id || uuidFromName(`address ${index} of ${customerId}`), customerId, createdAt };
  });
