/** Failed sign-ins of a window, the one that was just booked included. */
export interface Attempts {
  /** Of this address at this client. Null: not booked, since the client is closed. */
  pair: number | null;
  /** Of this client, whatever the address. Null: not booked, since the pair is closed. */
  client: number | null;
  /** Of this address, from all clients where nobody has signed in to it before. */
  account: number | null;
  /** Somebody has signed in to this account from this client, not long ago. */
  known: boolean;
  /** Until the window of the pair ends, and of the client. */
  pairLeftMs: number;
  clientLeftMs: number;
}

export const attemptsWindowMinutes = 15;

/** What one client may fail at, at one address and in all: an office shares a client, and somebody there forgets a password each minute. */
export const maxOfPair = 10;
export const maxOfClient = 150;

/**
 * While an address is guessed at from many clients, each gets fewer guesses, and never none: nobody can close an account that is not
 * theirs. A client where its owner was before keeps all ten.
 */
const softened = [
  { from: 1_000, left: 1 },
  { from: 100, left: 3 },
];

const allowedOf = (account: number): number => softened.find(({ from }) => account > from)?.left ?? maxOfPair;

/** How long the password is not looked at, or undefined when it is. */
export function closedForMs({ pair, client, account, known, pairLeftMs, clientLeftMs }: Attempts): number | undefined {
  if (!known && (pair === null || (client !== null && client > maxOfClient))) return Math.max(clientLeftMs, 1);
  const allowed = known ? maxOfPair : allowedOf(account ?? 0);
  return pair !== null && pair > allowed ? Math.max(pairLeftMs, 1) : undefined;
}
