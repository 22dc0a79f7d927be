import type { Tries } from '#placing/evidence';
import type { Heard, HeardTries, HeardVariants, Placement, PlacementFacts, StoredQuote } from '#placing/placement';
import type { StoredProblem } from '#placing/problem';
import { judgeLate, judgePayment, judgeTries, judgeVariants, type Verdict } from '#placing/verdicts';
import type { FrozenQuote } from '#remotes/pricing';
import type { VariantSnapshot } from '#remotes/products';

/** A step whose record and rules do not say the same. */
export interface Difference {
  /** variants, tries, payment, late, decision, order; or the room that says otherwise. */
  step: string;
  /** What is compared. */
  of: string;
  recorded: unknown;
  /** What the rules, or the other rows, say now. */
  now: unknown;
}

export interface ReplayedStep {
  heard: Heard;
  /** What the rules say to it now; of a repeated one, the last time. unreadable: no such thing is ever heard. */
  verdict: Verdict['kind'] | 'unreadable';
  problems: StoredProblem[];
}

export interface Replayed {
  /** whole: from the intent on; part: what was heard first is not kept; none: decided before anything was. */
  record: 'whole' | 'part' | 'none';
  steps: ReplayedStep[];
  /** What the steps come to. */
  decision: Decision;
  differences: Difference[];
}

type Decision = 'pending' | 'confirmed' | 'aborting';
type Recorded = Pick<Placement, 'state' | 'request' | 'facts' | 'problems'>;

const decisionOf: Record<Placement['state'], Decision> = {
  pending: 'pending',
  confirmed: 'confirmed',
  completed: 'confirmed',
  aborting: 'aborting',
  aborted: 'aborting',
};

/** Decides a placement again, from what its row says was heard, and tells where that comes to something else than was recorded. */
export function replay(placement: Recorded): Replayed {
  const { facts, state } = placement;
  const recorded = decisionOf[state];
  const nothingYet = recorded === 'pending' && !facts.tries;
  if (!facts.heard && !nothingYet) return { record: 'none', steps: [], decision: recorded, differences: [] };
  const record = facts.unheard ? 'part' : 'whole';
  const { steps, reached } = decideAgain(placement, facts.unheard ? startOf(placement) : {});
  return { record, steps, decision: reached.decision, differences: compare(placement, steps, reached) };
}

interface Reached {
  decision: Decision;
  facts: PlacementFacts;
  problems: StoredProblem[] | null;
}

function decideAgain(placement: Recorded, start: PlacementFacts): { steps: ReplayedStep[]; reached: Reached } {
  const steps: ReplayedStep[] = [];
  const reached: Reached = { decision: 'pending', facts: start, problems: null };
  for (const heard of withVariants(placement.facts.heard ?? [])) {
    let verdict: Verdict | undefined;
    for (let time = 0; time < Math.min(heard.times ?? 1, mostTimes); time += 1) {
      verdict = judged(placement, heard, reached.facts);
      if (verdict && verdict.kind !== 'superseded') reached.facts = verdict.facts;
    }
    const problems = verdict?.kind === 'abort' ? verdict.problems : [];
    steps.push({ heard, verdict: verdict?.kind ?? 'unreadable', problems });
    if (verdict?.kind === 'abort') Object.assign(reached, { decision: 'aborting', problems });
    if (verdict?.kind === 'go' && heard.step === 'payment') Object.assign(reached, { decision: 'confirmed', problems: null });
  }
  return { steps, reached };
}

/** Nothing is tried before all is on sale, which is not written down for itself. */
function withVariants(heard: readonly Heard[]): Heard[] {
  const first = heard.findIndex(({ step }) => step === 'tries');
  return first < 0 ? [...heard] : [...heard.slice(0, first), { step: 'variants', at: heard[first]?.at ?? 0 }, ...heard.slice(first)];
}

/** Undefined for what a hand has written that cannot be judged. */
function judged(...given: Parameters<typeof judge>): Verdict | undefined {
  try {
    return judge(...given);
  } catch {
    return undefined;
  }
}

/** A placement is pending for minutes, and polled each few seconds: a count beyond this is no count. */
const mostTimes = 10_000;

/** The counters before the first that is kept: what is recorded less what the kept ones add. */
function startOf(placement: Recorded): PlacementFacts {
  const { facts } = decideAgain(placement, {}).reached;
  const before = (counter: 'tries' | 'authorizations'): number => Math.max(0, (placement.facts[counter] ?? 0) - (facts[counter] ?? 0));
  return { tries: before('tries'), authorizations: before('authorizations') };
}

function judge({ request, facts: known }: Recorded, heard: Heard, before: PlacementFacts): Verdict {
  switch (heard.step) {
    case 'variants':
      return judgeVariants(request, snapshotsOf(request.lines, heard, known), before, heard.at);
    case 'tries':
      return judgeTries(request, triesOf(heard, known), before, heard.at);
    case 'payment': {
      const { state, declineCode = null, expiresAt } = heard;
      const redirectUrl = known.challenge?.redirectUrl ?? null;
      const expires = expiresAt === undefined ? null : new Date(expiresAt);
      return judgePayment({ placementId: '', state, declineCode, redirectUrl, expiresAt: expires }, before, heard.at);
    }
    case 'late':
      // It was not given up, as the buyer might still come back.
      return judgeLate(before, heard.at) ?? { kind: 'wait', facts: before };
  }
}

/** Where all was on sale, products told what stands in the facts; where something was not, the rest was. */
function snapshotsOf(lines: readonly { sku: string }[], heard: HeardVariants, known: PlacementFacts): (VariantSnapshot | null)[] {
  const { unknown = [], notOnSale = [] } = heard;
  const refused = unknown.length + notOnSale.length > 0;
  return lines.map(({ sku }) => {
    const kept = known.variants?.find((variant) => variant.sku === sku);
    if (unknown.includes(sku) || (!refused && !kept)) return null;
    return { sku, variantId: kept?.variantId ?? '', title: kept?.title ?? '', sellable: !notOnSale.includes(sku) };
  });
}

function triesOf(heard: HeardTries, { quote }: PlacementFacts): Tries {
  const { price, stock, points, unpriced = [], coupons = [], tooLarge = false, shortages = [], noPoints } = heard;
  const placementId = '';
  return {
    price: {
      placementId,
      state: price,
      quote: price === 'REFUSED' || !quote ? null : frozen(quote),
      unpricedSkus: unpriced,
      rejectedCoupons: coupons,
      tooLarge,
    },
    stock: { placementId, state: stock, shortages },
    points: points ? { placementId, state: points, refusal: null, available: 0, ...noPoints } : null,
  };
}

/** What a line's share of discount and tax was is not kept: no decision asks. */
const frozen = (quote: StoredQuote): FrozenQuote => ({
  ...quote,
  lines: quote.lines.map(({ sku, quantity, unitMinor, totalMinor }) => ({
    sku,
    quantity,
    unitMinor: BigInt(unitMinor),
    totalMinor: BigInt(totalMinor),
    discountMinor: 0n,
    taxMinor: 0n,
  })),
  subtotalMinor: BigInt(quote.subtotalMinor),
  discountMinor: BigInt(quote.discountMinor),
  shippingMinor: BigInt(quote.shippingMinor),
  taxMinor: BigInt(quote.taxMinor),
  includedTaxMinor: BigInt(quote.includedTaxMinor),
  totalMinor: BigInt(quote.totalMinor),
});

/** The facts that decisions make, and the step that makes them; `variants` and `quote` are what they are made from. */
const madeBy = {
  price: 'tries',
  stock: 'tries',
  points: 'tries',
  tries: 'tries',
  payment: 'payment',
  authorizations: 'payment',
  challenge: 'payment',
} as const;

function compare({ state, facts, problems }: Recorded, steps: readonly ReplayedStep[], { decision, ...now }: Reached): Difference[] {
  const found: Difference[] = [];
  const recorded = decisionOf[state];
  const last = steps.at(-1);
  for (const [index, { heard, verdict, problems: reasons }] of steps.entries()) {
    const ends = verdict === 'abort' || (verdict === 'go' && heard.step === 'payment');
    const is = verdict === 'abort' ? `abort: ${reasons.map(({ code }) => code).join(', ')}` : verdict;
    const endsEarly = ends && index < steps.length - 1;
    if (endsEarly || verdict === 'superseded' || verdict === 'unreadable')
      found.push({ step: heard.step, of: 'verdict', recorded: 'it went on', now: is });
  }
  if (decision !== recorded)
    found.push({ step: last?.heard.step ?? 'decision', of: 'decision', recorded, now: spoken(decision, now.problems) });
  else if (!same(problems, now.problems))
    found.push({ step: last?.heard.step ?? 'decision', of: 'problems', recorded: problems, now: now.problems });
  if (recorded === 'confirmed' && !now.facts.quote)
    found.push({ step: 'tries', of: 'facts.quote', recorded: facts.quote, now: 'no order without a frozen price' });
  // What is given up has no challenge any more.
  const { challenge, ...rest } = now.facts;
  const made: PlacementFacts = decision === 'pending' && challenge ? { ...rest, challenge } : rest;
  for (const [name, step] of Object.entries(madeBy) as [keyof typeof madeBy, string][])
    if (!same(facts[name], made[name])) found.push({ step, of: `facts.${name}`, recorded: facts[name], now: made[name] });
  return found;
}

const spoken = (decision: Decision, problems: StoredProblem[] | null): string =>
  decision === 'aborting' && problems ? `aborting: ${problems.map(({ code }) => code).join(', ')}` : decision;

/** jsonb keeps keys in an order of its own. */
export function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'nothing'
  );
}
