import { type Caller, clientOf } from '@cartograph/kit/caller';
import type { Turn, Turns } from '@cartograph/kit/take-turns';

/** Who wants passwords to be looked at, in one request. */
export interface Asker {
  /** Personal: kept nowhere but concealed. */
  readonly client: string;
  checksLeft: number;
}

/** One request may sign up and sign in; a hundred fit into none. */
export const checksPerRequest = 2;

export const askerOf = (caller: Caller): Asker => ({ client: clientOf(caller) ?? 'unknown', checksLeft: checksPerRequest });

/** A turn for a password, while the request has one left. */
export async function inTurn<T>(turns: Turns, asker: Asker, work: () => Promise<T>): Promise<Turn<T>> {
  if (asker.checksLeft <= 0) return { kind: 'busy' };
  asker.checksLeft -= 1;
  return turns(asker.client, work);
}

/** When there will be a turn: the line is a few seconds long at most. */
export const busyRetryMs = 1_000;
