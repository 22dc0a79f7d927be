import { acceptChallenge, findChallenge, refuseChallenge } from '#challenge-store';
import type { Deps } from '#deps';
import { driveAuthorizations } from '#drive-authorizations';
import { letGo } from '#expire-challenges';
import { type AskedPayment, type Payment, wasAsked } from '#rules/payment';

/** `answered`: it was answered before, was given up at the shop, or its time is over. */
export type ChallengeOutcome = { kind: 'accepted' | 'refused' | 'answered'; payment: Payment } | { kind: 'unknown' };

export type Challenge = { kind: 'open'; payment: AskedPayment } | { kind: 'answered'; payment: Payment } | { kind: 'unknown' };

/** What the buyer is shown. */
export async function findOpenChallenge({ db }: Deps, challengeId: string): Promise<Challenge> {
  const found = await findChallenge(db, challengeId);
  if (!found) return { kind: 'unknown' };
  const { open, payment } = found;
  return open && wasAsked(payment) ? { kind: 'open', payment } : { kind: 'answered', payment };
}

/** The buyer's answer, taken once. Who knows the id may answer: it is 32 random bytes and shown to the buyer alone. */
export async function answerChallenge(deps: Deps, challengeId: string, accepts: boolean): Promise<ChallengeOutcome> {
  return accepts ? accept(deps, challengeId) : refuse(deps, challengeId);
}

async function refuse(deps: Deps, challengeId: string): Promise<ChallengeOutcome> {
  const found = await findChallenge(deps.db, challengeId);
  if (!found) return { kind: 'unknown' };
  const refused = await refuseChallenge(deps.db, found.payment.placementId);
  if (!refused) return { kind: 'answered', payment: found.payment };
  await letGo(deps, [refused]);
  return { kind: 'refused', payment: refused };
}

async function accept(deps: Deps, challengeId: string): Promise<ChallengeOutcome> {
  const answered = await acceptChallenge(deps.db, challengeId);
  if (!answered) {
    const found = await findChallenge(deps.db, challengeId);
    return found ? { kind: 'answered', payment: found.payment } : { kind: 'unknown' };
  }
  const [payment] = wasAsked(answered) ? await driveAuthorizations(deps, [answered]) : [];
  return { kind: 'accepted', payment: payment ?? answered };
}
