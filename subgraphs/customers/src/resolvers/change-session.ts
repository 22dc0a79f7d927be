import { type Caller, clientOf, fromClient, guest } from '@cartograph/kit/caller';
import type { RoomContext } from '#context';
import { type Session, secondsOf } from '#sessions/rules/session';

/** The rest of the request is the customer's: here, and by what the gateway is told in every other room. */
export function enterSession(context: RoomContext, { customer, accessToken, provedAt }: Session): void {
  const { id, email, roles } = customer;
  context.caller = here(context, { kind: 'customer', customerId: id, email, roles, provedAt: secondsOf(provedAt) });
  context.handOver.session = { accessToken };
}

/** The rest of the request is a guest's. */
export function leaveSession(context: RoomContext): void {
  context.caller = here(context, guest);
  context.handOver.session = { accessToken: null };
}

/** Whoever they are now, they are where they were. */
const here = ({ caller }: RoomContext, next: Caller): Caller => {
  const client = clientOf(caller);
  return client === undefined ? next : fromClient(next, client);
};
