export type ProviderVerb = 'authorize' | 'confirm' | 'capture' | 'void' | 'refund' | 'find';

/** One call to the provider, as the ledger keeps it. */
export interface Attempt {
  placementId: string;
  verb: ProviderVerb;
  /** 1, 2, 3 within one command. */
  number: number;
  /** What the provider answered in capitals, TIMEOUT or FAULT. */
  outcome: string;
  latencyMs: number;
  at: Date;
}

export interface StoredAttempt extends Attempt {
  id: string;
}
