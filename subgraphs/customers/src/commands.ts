import type { PostalAddress } from '@cartograph/kit/people/address';
import type { JSONWebKeySet } from 'jose';
import { findAddressesOf, type OwnedAddress } from '#accounts/find-addresses-of';
import { type CustomerImport, type ImportCustomersOutcome, importCustomers } from '#accounts/import-customers';
import { makePasswordHash } from '#accounts/make-password-hash';
import type { Deps } from '#deps';
import { type ExportRowsCommand, type ExportRowsPage, exportRows } from '#exchange/export-rows';
import { type ImportRowsCommand, type ImportRowsOutcome, importRows } from '#exchange/import-rows';
import { findGroupsOf, type GroupsOfCustomer } from '#groups/find-groups-of';
import { requestByEmail } from '#personal-data/request-by-email';
import type { RequestPersonalDataOutcome } from '#personal-data/request-personal-data';
import { type GrantPointsCommand, type GrantPointsOutcome, grantPoints } from '#points/add-granted-points';
import { type CommitPointsCommand, commitPoints, type PlacementOutcome } from '#points/commit-points';
import { type AwardPointsCommand, awardPoints } from '#points/earn-points';
import { type AvailablePoints, findAvailablePoints } from '#points/find-available-points';
import { type HoldPointsCommand, type HoldPointsOutcome, holdPoints } from '#points/hold-points';
import { type PlacementCommand, releasePoints } from '#points/release-points';
import { reversePoints } from '#points/reverse-points';
import type { OrdersRemote } from '#remotes/orders';
import { type Administrator, listAdministrators } from '#staff/list-administrators';
import { type MakeAdministratorCommand, type MakeAdministratorOutcome, makeAdministrator } from '#staff/make-administrator';

/** What other rooms may ask of customers: lists in, lists out in the same order, one effect a placement. */
export interface Commands {
  /** What they could redeem now; nothing is held. */
  pointsAvailable(customerIds: readonly string[]): Promise<(AvailablePoints | null)[]>;
  /** The groups that they are in now, for prices and promotions. */
  groupsOf(customerIds: readonly string[]): Promise<(GroupsOfCustomer | null)[]>;
  /** Saved addresses, for orders that name them; null for one that is not that customer's. */
  addressesOf(asked: readonly OwnedAddress[]): Promise<((PostalAddress & { addressId: string }) | null)[]>;
  holdPoints(commands: readonly HoldPointsCommand[]): Promise<HoldPointsOutcome[]>;
  commitPoints(commands: readonly CommitPointsCommand[]): Promise<PlacementOutcome[]>;
  releasePoints(commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]>;
  reversePoints(commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]>;
  /** Batches of at most 1,000 accounts. */
  importRows(commands: readonly ImportRowsCommand[]): Promise<ImportRowsOutcome[]>;
  /** Pages of all accounts. */
  exportRows(pages: readonly ExportRowsCommand[]): Promise<ExportRowsPage[]>;
  /** In process only, like all that follow. */
  awardPoints(commands: readonly AwardPointsCommand[]): Promise<PlacementOutcome[]>;
  grantPoints(commands: readonly GrantPointsCommand[]): Promise<GrantPointsOutcome[]>;
  importCustomers(customers: readonly CustomerImport[]): Promise<ImportCustomersOutcome>;
  /** For whoever runs the machine, by e-mail; undefined where nobody has that address. */
  requestPersonalData(email: string, kind: 'EXPORT' | 'ERASURE', command: string): Promise<RequestPersonalDataOutcome | undefined>;
  /** For whoever runs the machine. */
  makeAdministrator(command: MakeAdministratorCommand): Promise<MakeAdministratorOutcome>;
  administrators(): Promise<Administrator[]>;
  /** A PHC string, for `importCustomers`. */
  hashPassword(password: string): Promise<string>;
  /** What access tokens are verified with; also at /.well-known/jwks.json. */
  publicJwks(): Promise<JSONWebKeySet>;
}

/** `coordinated` is for what a placement asks, `db` for the rest. */
export const commands = (
  { db, tokens }: Pick<Deps, 'db' | 'tokens'>,
  orders: Pick<OrdersRemote, 'openOf'>,
  coordinated = db,
): Commands => ({
  requestPersonalData: (email, kind, command) => requestByEmail(db, orders, email, kind, command),
  pointsAvailable: (ids) => findAvailablePoints(db, ids),
  groupsOf: (ids) => findGroupsOf(db, ids),
  addressesOf: (asked) => findAddressesOf(db, asked),
  holdPoints: (list) => holdPoints(coordinated, list),
  commitPoints: (list) => commitPoints(coordinated, list),
  releasePoints: (list) => releasePoints(coordinated, list),
  reversePoints: (list) => reversePoints(coordinated, list),
  importRows: (list) => importRows(db, list),
  exportRows: (pages) => exportRows(db, pages),
  awardPoints: (list) => awardPoints(db, list),
  grantPoints: (list) => grantPoints(db, list),
  importCustomers: (customers) => importCustomers(db, customers),
  makeAdministrator: (command) => makeAdministrator(db, command),
  administrators: () => listAdministrators(db),
  hashPassword: makePasswordHash,
  publicJwks: () => tokens.publicJwks(),
});
