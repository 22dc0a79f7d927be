import type { Calls } from '#placing/calls';
import type { Journal } from '#placing/journal';
import { captureRefused, type Placement, type PlacementFacts } from '#placing/placement';
import type { StoredProblem } from '#placing/problem';
import type { ServerLife } from '#placing/server-life';
import { isLetGo, judgeCapture, judgeLate, judgePayment, judgeTries, judgeVariants } from '#placing/verdicts';
import type { Watch } from '#placing/watch';
import type { VariantSnapshot } from '#remotes/products';
import type { Progress } from '#saga';

/** What products says of the lines, in their order. */
export type ReadVariants = (lines: readonly { sku: string }[]) => Promise<(VariantSnapshot | null)[]>;

/** A placement whose intent was written a moment ago, and what is known of it already. */
export interface Newborn {
  placement: Placement;
  snapshots: Promise<(VariantSnapshot | null)[]>;
}

export interface DriveDependencies {
  calls: Calls;
  readVariants: ReadVariants;
  journal: Journal;
  watch: Watch;
  life: ServerLife;
  /** Of the order, read just before capture: a cancelled one is not captured. */
  isCancelled: (orderId: string) => Promise<boolean>;
  /** Waits until placements may be ended together. */
  gathered: () => Promise<void>;
  /** Shows the placement to a person and puts it aside; false when it has ended or the server has crashed since `life`. */
  flag: (flagged: { id: string; error: string; delayMs: number; life: string }) => Promise<boolean>;
}

const finished: Progress = { kind: 'finished' };

/** While the buyer is at their bank, the payment is asked this often, beside the event that it was resolved. */
const challengePollMs = 5_000;
/** What waits for a person is looked at this often, unless they come earlier. */
const attentionMs = 30 * 60_000;

/**
 * Drives one placement from wherever it stands to its end: the same code for the first attempt, for a retry and after a crash.
 * Every call may have been made before: participants answer a repeated Try with what they stored.
 */
export function createDrive(deps: DriveDependencies): (id: string, newborn?: Newborn) => Promise<Progress> {
  return async (id, newborn) => {
    const life = await deps.life.token();
    let placement = newborn?.placement ?? (await deps.journal.load(id));
    while (placement) {
      const progress = await goOn(deps, placement, life, newborn?.snapshots);
      if (progress) return progress;
      const { state } = placement;
      placement = await deps.journal.load(id);
      if (placement?.state !== state) continue;
      deps.life.doubt();
      throw new Error(`still ${state}: a participant has let go of it, or the server crashed since its first call`);
    }
    return finished;
  };
}

/** Nothing returned: somebody else was first, or the server has crashed meanwhile. Read it again. */
async function goOn(
  deps: DriveDependencies,
  placement: Placement,
  life: string,
  snapshots?: Newborn['snapshots'],
): Promise<Progress | undefined> {
  switch (placement.state) {
    case 'pending':
      return advance(deps, placement, life, snapshots);
    case 'confirmed':
      return settle(deps, placement, life);
    case 'aborting':
      return undo(deps, placement, life);
    case 'completed':
    case 'aborted':
      return finished;
  }
}

/** pending: Tries, payment, decision. */
async function advance(
  deps: DriveDependencies,
  placement: Placement,
  life: string,
  snapshots?: Newborn['snapshots'],
): Promise<Progress | undefined> {
  const { id } = placement;
  const late = placement.abandoned ? judgeLate(placement.facts, Date.now()) : undefined;
  if (late) return abort(deps, placement, life, late.facts, late.problems);
  const tried = await takeTries(deps, placement, snapshots);
  if (tried.kind === 'abort') return abort(deps, placement, life, tried.facts, tried.problems);
  if (tried.kind !== 'go') return undefined;
  const payment = await authorize(deps, placement, tried.facts);
  const verdict = judgePayment(payment, tried.facts, Date.now());
  switch (verdict.kind) {
    case 'go':
      return confirm(deps, { ...placement, facts: verdict.facts }, life);
    case 'abort':
      return abort(deps, placement, life, verdict.facts, verdict.problems);
    case 'wait':
      await deps.journal.saveFacts(id, verdict.facts);
      deps.watch.tell(id);
      return { kind: 'wait', ms: challengePollMs };
    case 'again':
      await deps.journal.saveFacts(id, verdict.facts);
      throw new Error(verdict.why);
    case 'superseded':
      return undefined;
  }
}

/** An answer that comes within this time is written with the decision; a later one finds the facts of the Tries written already. */
const slowMs = 500;

async function authorize({ calls, journal }: DriveDependencies, { id, request }: Placement, facts: PlacementFacts) {
  if (!facts.quote) throw new Error('a frozen price has no quote');
  const asked = calls.payments.authorizePayments({
    placementId: id,
    amountMinor: BigInt(facts.quote.totalMinor),
    currency: request.currency,
    token: request.paymentToken,
    customerId: request.customerId,
  });
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(resolve, slowMs, 'slow');
  });
  try {
    const first = await Promise.race([asked, slow]);
    if (first !== 'slow') return first;
  } catch (error) {
    await journal.saveFacts(id, facts);
    throw error;
  } finally {
    clearTimeout(timer);
  }
  const [answer] = await all([asked, journal.saveFacts(id, facts)]);
  return answer;
}

async function takeTries(
  { calls, readVariants }: DriveDependencies,
  { id, request, facts }: Placement,
  snapshots = readVariants(request.lines),
) {
  const sellable = judgeVariants(request, await snapshots, facts, Date.now());
  if (sellable.kind !== 'go') return sellable;
  const { customerId, currency, lines, shippingAddress, couponCodes, redeemPoints } = request;
  const { country, region, postalCode } = shippingAddress;
  const priced = calls.pricing.freezeQuotes({
    placementId: id,
    currency,
    lines,
    destination: { country, region, postalCode },
    couponCodes,
    redeemPoints,
    customerId,
  });
  // No more points are taken than the frozen price takes off, so who redeems some waits for it.
  const hold = async (owner: string) => {
    const worth = redeemPoints === 0 ? 0 : ((await priced).quote?.pointsRedeemed ?? redeemPoints);
    return calls.customers.holdPoints({ placementId: id, customerId: owner, points: worth });
  };
  const [price, stock, points] = await all([
    priced,
    calls.inventory.reserveStock({ placementId: id, lines }),
    customerId === null ? null : hold(customerId),
  ]);
  return judgeTries(request, { price, stock, points }, sellable.facts, Date.now());
}

/** Waits for all before it throws: a fault must not leave calls of this attempt running behind the next one's back. */
async function all<Results extends readonly unknown[]>(
  calls: { [Index in keyof Results]: Promise<Results[Index]> | Results[Index] },
): Promise<Results> {
  const settled = await Promise.allSettled(calls);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  return settled.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as Results;
}

async function confirm(deps: DriveDependencies, placement: Placement, life: string): Promise<Progress | undefined> {
  if (!(await deps.journal.confirm(placement.id, placement.facts, life))) return undefined;
  const confirmed: Placement = { ...placement, state: 'confirmed' };
  deps.watch.tell(placement.id, confirmed);
  return settle(deps, confirmed, life);
}

async function abort(
  deps: DriveDependencies,
  placement: Placement,
  life: string,
  facts: PlacementFacts,
  problems: StoredProblem[],
): Promise<Progress | undefined> {
  const { challenge: _, ...rest } = facts;
  if (!(await deps.journal.abort(placement.id, rest, problems))) return undefined;
  const aborting: Placement = { ...placement, state: 'aborting', facts: rest, problems };
  deps.watch.tell(placement.id, aborting);
  return undo(deps, aborting, life);
}

/** confirmed: everything held becomes final, the payment is captured. Repeats until all participants said so. */
async function settle(deps: DriveDependencies, placement: Placement, life: string): Promise<Progress | undefined> {
  const { calls, journal, isCancelled, gathered } = deps;
  const { id, request, facts } = placement;
  const command = { placementId: id };
  await gathered();
  const [stock, price, points, cancelled] = await all([
    calls.inventory.commitStock(command),
    calls.pricing.confirmQuotes(command),
    request.customerId === null ? null : calls.customers.commitPoints({ ...command, pointsToEarn: facts.quote?.pointsToEarn ?? 0 }),
    isCancelled(id),
  ]);
  const lost =
    stock.state === 'RELEASED' ||
    stock.state === 'REFUSED' ||
    price.state === 'CANCELLED' ||
    price.state === 'REFUSED' ||
    points?.state === 'RELEASED';
  if (lost) return needAttention(deps, id, life, 'a participant let go of what a confirmed order needs');
  if (cancelled) return (await journal.complete(id, false, life)) ? finished : undefined;
  const payment = await calls.payments.capturePayments(command);
  switch (judgeCapture(payment.state)) {
    case 'done':
      return (await journal.complete(id, true, life)) ? finished : undefined;
    case 'refused':
      return needAttention(deps, id, life, `${captureRefused} (${payment.state})`);
    case 'again':
      throw new Error(`the payment is ${payment.state}, not captured yet`);
  }
}

async function needAttention({ flag }: DriveDependencies, id: string, life: string, error: string): Promise<Progress | undefined> {
  return (await flag({ id, error, delayMs: attentionMs, life })) ? { kind: 'aside' } : undefined;
}

/** aborting: everything is let go, also what was never tried, so that a late Try is refused. */
async function undo(deps: DriveDependencies, { id, request, facts }: Placement, life: string): Promise<Progress | undefined> {
  const { calls, journal, gathered } = deps;
  const command = { placementId: id };
  // Who was refused for want of stock holds none that others wait for: in a rush these are many, and go together. Coupons and points
  // are waited for, by the same buyer who tries again at once.
  if (facts.stock === 'REFUSED' && request.couponCodes.length === 0 && request.redeemPoints === 0) await gathered();
  const [stock, price, points, payment] = await all([
    calls.inventory.releaseStock(command),
    calls.pricing.cancelQuotes(command),
    request.customerId === null ? null : calls.customers.releasePoints(command),
    calls.payments.voidPayments(command),
  ]);
  const kept = stock.state === 'COMMITTED' || price.state === 'CONFIRMED' || points?.state === 'COMMITTED' || payment.state === 'CAPTURED';
  if (kept) return needAttention(deps, id, life, 'a participant kept what an aborted placement must let go');
  if (!isLetGo(payment.state)) throw new Error(`the payment is ${payment.state}, not let go yet`);
  return (await journal.finishAbort(id, life)) ? finished : undefined;
}
