import type { Answer, Purchase } from '../support/place-order.ts';

export type Final = Extract<Answer, { kind: 'OrderPlaced' | 'OrderRejected' }>;
export type Buyer = 'ada' | 'grace' | 'guest';

/** One idempotency key, and all that the shop has said about it. */
export interface Entry {
  buyer: Buyer;
  purchase: Purchase;
  /** An answer came, final or not: the key has reached the shop. */
  answered?: boolean;
  /** The first final answer. */
  told?: Final;
  /** The key of the wish to cancel, once it was sent. */
  cancelKey?: string;
  /** The shop said that it is cancelled. */
  cancelled?: boolean;
}

export interface Ledger {
  readonly entries: Entry[];
  /** Sentences about answers that contradict an earlier one, and about faults. */
  readonly contradictions: string[];
  open(buyer: Buyer, purchase: Purchase): Entry;
  note(entry: Entry, answer: Answer): void;
}

/** What every buyer was told. */
export function createLedger(): Ledger {
  const entries: Entry[] = [];
  const contradictions: string[] = [];
  return {
    entries,
    contradictions,
    open: (buyer, purchase) => {
      const entry: Entry = { buyer, purchase };
      entries.push(entry);
      return entry;
    },
    note: (entry, answer) => {
      entry.answered = true;
      if (answer.kind !== 'OrderPlaced' && answer.kind !== 'OrderRejected') return;
      const contradiction = entry.told && contradictionOf(entry.told, answer);
      if (contradiction) contradictions.push(`${entry.purchase.idempotencyKey}: ${contradiction}`);
      entry.told ??= answer;
    },
  };
}

/** How the second answer takes back the first. */
export function contradictionOf(first: Final, second: Answer): string | undefined {
  const [before, after] = [gist(first), gist(second)];
  return before === after ? undefined : `told ${before}, then ${after}`;
}

function gist(answer: Answer): string {
  switch (answer.kind) {
    case 'OrderPlaced':
      return `${answer.kind} ${answer.id} ${answer.number} ${answer.total}`;
    case 'OrderRejected':
      return `${answer.kind} ${answer.problems.join(' ')}${answer.recorded ? '' : ' (not recorded)'}`;
    case 'OrderPending':
    case 'PaymentActionRequired':
      return answer.kind;
  }
}
