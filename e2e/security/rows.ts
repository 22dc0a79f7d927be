import type { Thing } from './people.ts';

/** What comes of asking. */
export type Sight =
  /** What there is, as far as there is any. */
  | 'seen'
  /** As if it did not exist: nothing, an empty list or NotFound, without an error, and the same as for what was never there. */
  | 'hidden'
  /** Nothing, with an error: UNAUTHENTICATED for whoever is not signed in, else FORBIDDEN. */
  | 'refused';

/** Who asks, as seen from whose it is: `stranger` is a guest with the token of an order of their own, `another` a customer. */
export const roles = ['guest', 'stranger', 'owner', 'another', 'staff', 'admin'] as const;

export type Role = (typeof roles)[number];

export interface Row {
  readonly sight: Readonly<Record<Role, Sight>>;
  /** The scope that a refusal names. */
  readonly scope?: string;
  /** Of a root field: arguments, or fields of its input, that name something of somebody's. Each is asked for by its own. */
  readonly by?: readonly Readonly<Record<string, Thing>>[];
  /** It is said of what `by` names alone, such as drafts: what else the field gives is everybody's. */
  readonly partly?: boolean;
  /** The shop of the test has nothing there, so that nothing is proved but the refusal. */
  readonly empty?: boolean;
}

const row = (...sights: [Sight, Sight, Sight, Sight, Sight, Sight]): Row => {
  const [guest, stranger, owner, another, staff, admin] = sights;
  return { sight: { guest, stranger, owner, another, staff, admin } };
};

//                             guest      stranger   owner      another    staff      admin
export const everybody = /**/ row('seen', 'seen', 'seen', 'seen', 'seen', 'seen');
/** The owner's, and staff's; of a guest's, whoever shows the token that belongs to it is its owner. */
export const theirs = /*   */ row('hidden', 'hidden', 'seen', 'hidden', 'seen', 'seen');
/** Nobody else's at all, staff's neither. */
export const theirsAlone = /**/ row('hidden', 'hidden', 'seen', 'hidden', 'hidden', 'hidden');
/** One's own only, for whoever is signed in. */
export const ownAccount = /**/ row('refused', 'refused', 'seen', 'hidden', 'hidden', 'hidden');
/** One's own, and administrators' to see. */
export const ownAndAdmins = row('hidden', 'hidden', 'seen', 'hidden', 'hidden', 'seen');
/** Whoever is signed in. */
export const signedIn = /* */ row('refused', 'refused', 'seen', 'seen', 'seen', 'seen');
/** Staff's; a customer's page may name the field all the same, and gets null without an error. */
export const staffQuietly = row('hidden', 'hidden', 'hidden', 'hidden', 'seen', 'seen');

/** Products that are not published; the others are everybody's. */
export const draftsToStaff = { ...staffQuietly, partly: true };

/** Staff's, with the scope where the field asks for one. */
export const staff = (scope?: string): Row => ({
  ...row('refused', 'refused', 'refused', 'refused', 'seen', 'seen'),
  ...(scope === undefined ? {} : { scope }),
});

/** Administrators' alone. */
export const admins = (scope: string): Row => ({ ...row('refused', 'refused', 'refused', 'refused', 'refused', 'seen'), scope });

/** Nobody gets to see it but staff: what stands behind it needs no rows of its own. */
export const isClosed = ({ sight, partly = false }: Row): boolean =>
  !partly && roles.every((role) => role === 'staff' || role === 'admin' || sight[role] !== 'seen');
