import type { Charge, ChargeCapture, ChargeRefund, ChargeVoid } from '#rules/charge';

export type ProviderVerb = 'authorize' | 'confirm' | 'capture' | 'void' | 'refund' | 'find';

/** What the provider can say. */
export type ProviderAnswer = (Charge | ChargeCapture | ChargeVoid | ChargeRefund)['kind'];

/** As the ledger keeps it; UNKNOWN is only read, of rows whose word nobody knows any more. */
export type AttemptOutcome = Uppercase<ProviderAnswer> | 'NOTHING' | 'TIMEOUT' | 'FAULT' | 'UNKNOWN';

/** One call to the provider, as the ledger keeps it. */
export interface Attempt {
  placementId: string;
  verb: ProviderVerb;
  /** 1, 2, 3 within one command. */
  number: number;
  outcome: AttemptOutcome;
  latencyMs: number;
  at: Date;
}

/** As it was written, by whatever version. */
export interface StoredAttempt extends Omit<Attempt, 'outcome'> {
  id: string;
  outcome: string;
}

const outcomes = {
  authorized: 'AUTHORIZED',
  challenged: 'CHALLENGED',
  captured: 'CAPTURED',
  voided: 'VOIDED',
  refunded: 'REFUNDED',
  declined: 'DECLINED',
  refused: 'REFUSED',
} as const satisfies { [Answer in ProviderAnswer]: Uppercase<Answer> };

/** `null`: the provider was asked for a charge and has none. */
export const outcomeOfAnswer = (answer: ProviderAnswer | null): AttemptOutcome => (answer === null ? 'NOTHING' : outcomes[answer]);

const verbs = {
  authorize: { name: 'AUTHORIZE', label: 'Authorize' },
  confirm: { name: 'CONFIRM', label: 'Confirm after the challenge' },
  capture: { name: 'CAPTURE', label: 'Capture' },
  find: { name: 'FIND', label: 'Look up' },
  void: { name: 'VOID', label: 'Let go' },
  refund: { name: 'REFUND', label: 'Refund' },
} as const satisfies Record<ProviderVerb, { name: Uppercase<ProviderVerb>; label: string }>;

const outcomeLabels: Record<AttemptOutcome, string> = {
  AUTHORIZED: 'authorized',
  CHALLENGED: 'the bank asks the buyer',
  CAPTURED: 'captured',
  VOIDED: 'let go',
  REFUNDED: 'refunded',
  DECLINED: 'declined',
  REFUSED: 'refused',
  NOTHING: 'nothing known under this key',
  TIMEOUT: 'no reply in time',
  FAULT: 'the call failed',
  UNKNOWN: 'not known',
};

const isOutcome = (word: string): word is AttemptOutcome => Object.hasOwn(outcomeLabels, word);

export const shownVerb = ({ verb }: StoredAttempt) => verbs[verb].name;
export const shownOutcome = ({ outcome }: StoredAttempt): AttemptOutcome => (isOutcome(outcome) ? outcome : 'UNKNOWN');
/** For people, such as "Capture: no reply in time". */
export const attemptLabel = (attempt: StoredAttempt): string => `${verbs[attempt.verb].label}: ${outcomeLabels[shownOutcome(attempt)]}`;
