import { addAddress } from '#accounts/add-address';
import type { Asker } from '#accounts/asker';
import { removeAddress } from '#accounts/remove-address';
import type { GivenNewAddress } from '#accounts/rules/address';
import { type SignUpCommand, signUp } from '#accounts/sign-up';
import type { Deps } from '#deps';
import { refreshSession } from '#sessions/refresh-session';
import { type SignInCommand, signIn } from '#sessions/sign-in';
import { type SignOutCommand, signOut } from '#sessions/sign-out';
import { type TakeCart, withCart } from '#sessions/take-cart';
import { type ResetPasswordCommand, resetPassword } from '#staff/reset-password';

/** The cart that a guest filled before. */
interface CameWith {
  cartId?: string | null | undefined;
}

export type UseCases = ReturnType<typeof createUseCases>;

/** What clients may do: the use cases with all that they need, so that resolvers are given no database. */
export const createUseCases = (deps: Deps, takeCart: TakeCart) => ({
  addAddress: (customerId: string, given: GivenNewAddress) => addAddress(deps, customerId, given),
  removeAddress: (customerId: string, id: string) => removeAddress(deps, customerId, id),
  signUp: async (command: SignUpCommand & CameWith, asker: Asker) => withCart(takeCart, await signUp(deps, command, asker), command.cartId),
  signIn: async (command: SignInCommand & CameWith, asker: Asker) => withCart(takeCart, await signIn(deps, command, asker), command.cartId),
  signOut: (command: SignOutCommand, customerId: string | undefined) => signOut(deps, command, customerId),
  resetPassword: (command: ResetPasswordCommand, asker: Asker) => resetPassword(deps, command, asker),
  refreshSession: (refreshToken: string | null) => refreshSession(deps, refreshToken),
});
