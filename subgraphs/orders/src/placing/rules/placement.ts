import type { PlacementFacts, StepState } from '#placing/rules/facts';
import type { StoredProblem } from '#placing/rules/problem';
import type { KeyRules } from '#placing/rules/purchase-key';
import type { PlacementRequest } from '#placing/rules/request';

export type PlacementState = 'pending' | 'confirmed' | 'completed' | 'aborting' | 'aborted';

export interface PlacementProgress {
  state: PlacementState;
  facts: PlacementFacts;
  attempts: number;
  needsAttention: boolean;
}

/**
 * Why a placement was flagged that did not just fail too often. `capture_refused` is the one that cancelling the order ends by itself; the
 * others the protocol rules out: a room let go of what a confirmed placement needs, or kept what an aborting one must let go.
 */
export type AttentionReason = 'capture_refused' | 'participant_let_go' | 'participant_kept';

export interface Placement extends PlacementProgress {
  id: string;
  scope: string;
  inputHash: string;
  /** By which rules `scope` and `inputHash` were made. */
  keyRules: KeyRules;
  cartId: string | null;
  request: PlacementRequest;
  problems: StoredProblem[] | null;
  lastError: string | null;
  /** Pending for longer than a buyer waits: it is given up. */
  abandoned: boolean;
  /** Of the last 24 hours. */
  recent: boolean;
}

/** How the API calls where a placement stands. */
export function statusOf({
  state,
  facts,
  needsAttention,
}: PlacementProgress): 'RUNNING' | 'ACTION_REQUIRED' | 'SUCCEEDED' | 'REJECTED' | 'NEEDS_ATTENTION' {
  if (needsAttention) return 'NEEDS_ATTENTION';
  switch (state) {
    case 'pending':
      return facts.challenge ? 'ACTION_REQUIRED' : 'RUNNING';
    case 'confirmed':
    case 'completed':
      return 'SUCCEEDED';
    case 'aborting':
    case 'aborted':
      return 'REJECTED';
  }
}

export type StepName = 'PRICE' | 'STOCK' | 'POINTS' | 'PAYMENT' | 'CONFIRM' | 'SETTLE';

export interface PlacementStep {
  name: StepName;
  state: StepState;
  attempts: number;
}

/** What a step does, for people. */
export const stepLabels: Readonly<Record<StepName, string>> = {
  PRICE: 'Price and coupons are frozen',
  STOCK: 'Stock is held',
  POINTS: 'Points are held',
  PAYMENT: 'The payment is authorized',
  CONFIRM: 'The order is confirmed',
  SETTLE: 'Stock, points and payment are settled',
};

/** The steps as the API shows them, in order. */
export function stepsOf({ state, facts, attempts }: PlacementProgress): PlacementStep[] {
  const tries = facts.tries ?? 0;
  const tried = (step: StepState | undefined): StepState => (state === 'aborted' && step === 'DONE' ? 'UNDONE' : (step ?? 'PENDING'));
  const decided = state === 'confirmed' || state === 'completed';
  return [
    { name: 'PRICE', state: tried(facts.price), attempts: tries },
    { name: 'STOCK', state: tried(facts.stock), attempts: tries },
    { name: 'POINTS', state: tried(facts.points), attempts: tries },
    // Placements decided by an earlier version did not count the attempt that was decided on.
    {
      name: 'PAYMENT',
      state: decided ? 'DONE' : tried(facts.payment),
      attempts: decided ? Math.max(1, facts.authorizations ?? 0) : (facts.authorizations ?? 0),
    },
    {
      name: 'CONFIRM',
      state: decided ? 'DONE' : state === 'pending' ? 'PENDING' : 'REFUSED',
      attempts: decided || state !== 'pending' ? 1 : 0,
    },
    { name: 'SETTLE', state: state === 'completed' ? 'DONE' : 'PENDING', attempts: decided ? attempts + 1 : 0 },
  ];
}
