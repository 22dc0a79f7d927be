import type { Author } from '@cartograph/kit/audit';
import type { PageArguments } from '@cartograph/kit/cursor';
import { addAddress } from '#accounts/add-address';
import type { Asker } from '#accounts/asker';
import { listCustomers } from '#accounts/list-customers';
import { removeAddress } from '#accounts/remove-address';
import type { GivenNewAddress } from '#accounts/rules/address';
import type { GivenCustomerQuery } from '#accounts/rules/customer-query';
import { type SignUpCommand, signUp } from '#accounts/sign-up';
import { type UpdateAddressCommand, updateAddress } from '#accounts/update-address';
import { type UpdateCustomerCommand, updateCustomer } from '#accounts/update-customer';
import { type UpdateProfileCommand, updateProfile } from '#accounts/update-profile';
import { type GivenAuditQuery, listEntries } from '#audit/list-entries';
import type { Deps } from '#deps';
import { listGroups } from '#groups/group-store';
import type { GivenGroup } from '#groups/rules/group';
import { saveGroup } from '#groups/save-group';
import { type RequestPersonalDataCommand, requestPersonalData } from '#personal-data/request-personal-data';
import { fileUntil, type PersonalDataRequest } from '#personal-data/rules/personal-data';
import type { Downloads } from '#personal-data/sign-download';
import { givePoints } from '#points/give-points';
import type { Gift } from '#points/rules/gift';
import type { OrdersRemote } from '#remotes/orders';
import { refreshSession } from '#sessions/refresh-session';
import { type SignInCommand, signIn } from '#sessions/sign-in';
import { type SignOutCommand, signOut } from '#sessions/sign-out';
import { type TakeCart, withCart } from '#sessions/take-cart';
import { type AskedRole, grantAskedRole, revokeAskedRole } from '#staff/change-asked-role';
import { inviteStaff } from '#staff/invite-staff';
import { listStaffMembers } from '#staff/list-staff-members';
import { type ResetPasswordCommand, resetPassword } from '#staff/reset-password';
import type { GivenStaff } from '#staff/rules/new-staff';

/** The cart that a guest filled before. */
interface CameWith {
  cartId?: string | null | undefined;
}

export type UseCases = ReturnType<typeof createUseCases>;

/** What clients may do: the use cases with all that they need, so that resolvers are given no database. */
export const createUseCases = (deps: Deps, takeCart: TakeCart, orders: Pick<OrdersRemote, 'openOf'>, downloads: Downloads) => ({
  requestPersonalData: (command: RequestPersonalDataCommand, by: Author | null) => requestPersonalData(deps.db, orders, command, by),
  downloadUrl: (request: PersonalDataRequest) =>
    request.hasFile && request.finishedAt ? downloads.of(request.id, fileUntil(request.finishedAt)) : null,
  addAddress: (customerId: string, given: GivenNewAddress) => addAddress(deps, customerId, given),
  updateAddress: (customerId: string, command: UpdateAddressCommand) => updateAddress(deps, customerId, command),
  updateProfile: (customerId: string, command: UpdateProfileCommand) => updateProfile(deps, customerId, command),
  removeAddress: (customerId: string, id: string) => removeAddress(deps, customerId, id),
  signUp: async (command: SignUpCommand & CameWith, asker: Asker) => withCart(takeCart, await signUp(deps, command, asker), command.cartId),
  signIn: async (command: SignInCommand & CameWith, asker: Asker) => withCart(takeCart, await signIn(deps, command, asker), command.cartId),
  signOut: (command: SignOutCommand, customerId: string | undefined) => signOut(deps, command, customerId),
  resetPassword: (command: ResetPasswordCommand, asker: Asker) => resetPassword(deps, command, asker),
  updateCustomer: (command: UpdateCustomerCommand, by: Author) => updateCustomer(deps.db, command, by),
  givePoints: (gift: Gift, by: Author) => givePoints(deps.db, gift, by),
  listCustomers: (query: GivenCustomerQuery, page: PageArguments) => listCustomers(deps.db, query, page),
  saveGroup: (given: GivenGroup, by: Author) => saveGroup(deps.db, given, by),
  listGroups: () => listGroups(deps.db),
  inviteStaff: (given: GivenStaff, by: Author) => inviteStaff(deps.db, given, by),
  grantRole: (asked: AskedRole, by: Author) => grantAskedRole(deps.db, asked, by),
  revokeRole: (asked: AskedRole, by: Author) => revokeAskedRole(deps.db, asked, by),
  listStaffMembers: () => listStaffMembers(deps.db),
  listAuditEntries: (query: GivenAuditQuery, page: PageArguments) => listEntries(deps.db, query, page),
  refreshSession: (refreshToken: string | null) => refreshSession(deps, refreshToken),
});
