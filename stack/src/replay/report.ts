import { escaped, escapedJson } from '@cartograph/kit/escaped';
import type { Difference, PlacementRecord, Replayed } from '@cartograph/orders/server';
import type { Sides } from './read-sides.ts';
import type { Happening } from './timeline.ts';

export interface Replay {
  record: PlacementRecord;
  replayed: Replayed;
  /** Undefined: only orders' database was given. */
  sides: Sides | undefined;
  timeline: Happening[];
  differences: Difference[];
}

/** For a person: where it stands, what happened, and what differs. */
export function report({ record, replayed, sides, timeline, differences }: Replay): string {
  return [
    ...standing(record),
    '',
    ...timeline.map(({ at, room, what }) => `${since(record.createdAt, at).padStart(12)}  ${room.padEnd(10)} ${what}`),
    '',
    ...(sides ? sides.unread.map(({ room, why }) => `${room} cannot be read and is not compared: ${why}`) : []),
    ...(sides ? [] : ["Only orders' database was read: nothing is compared with other rooms."]),
    ...explained(replayed),
    ...differences.map(({ where, of, recorded, now }) => `DIFFERENCE ${where}: ${of}: recorded ${shown(recorded)}, but now ${shown(now)}`),
    `${differences.length} differences`,
  ]
    .map(escaped)
    .join('\n');
}

function standing({
  id,
  scope,
  idempotencyKey,
  state,
  attempts,
  needsAttention,
  attentionReason,
  lastError,
  order,
  createdAt,
  ...rest
}: PlacementRecord): string[] {
  const open = state === 'pending' || state === 'confirmed' || state === 'aborting';
  const lease = rest.leaseOwner ? `driven by worker ${rest.leaseOwner} until` : 'due again at';
  return [
    `placement ${id}: ${state}${needsAttention ? `, NEEDS ATTENTION${attentionReason ? `: ${attentionReason}` : ''}` : ''}`,
    `key       ${idempotencyKey} of ${scope}`,
    `intent    ${createdAt.toISOString()}`,
    ...(order ? [`order     ${order.number}: ${order.status}, ${order.paymentStatus}`] : []),
    ...(rest.cart ? [`cart      ${rest.cartId}: ${rest.cart.status}`] : []),
    ...(attempts > 0 ? [`failed    ${attempts} times`] : []),
    ...(lastError ? [`error     ${lastError}`] : []),
    ...(open ? [`lease     ${lease} ${rest.leaseUntil.toISOString()}`] : []),
    ...(rest.cancellation
      ? [`cancelled ${rest.cancellation.state}${rest.cancellation.lastError ? `, last error: ${rest.cancellation.lastError}` : ''}`]
      : []),
  ];
}

/** Milliseconds below a minute, then seconds: a placement takes a moment, its delivery or its cancellation may take days. */
function since(from: Date, at: Date): string {
  const ms = at.getTime() - from.getTime();
  return Math.abs(ms) < 60_000 ? `${ms < 0 ? '' : '+'}${ms} ms` : `+${Math.round(ms / 1_000)} s`;
}

function explained({ record, decision, verdicts }: Replayed): string[] {
  switch (record) {
    case 'none':
      return ['It was decided before evidence was kept (or imported): there is nothing to decide it from again.'];
    case 'forgotten':
      return ['What it was decided on was kept for its time and is forgotten: its outcome, its lines and its sums are compared.'];
    case 'part':
      return [`The first evidence is not kept: decided again from the last ${verdicts.length} pieces: ${decision}.`];
    case 'whole':
      return [verdicts.length === 0 ? 'Nothing was heard yet.' : `Decided again from ${verdicts.length} pieces of evidence: ${decision}.`];
  }
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));

/** For programs. A payment token may still be worth money to who finds it: it is left out. */
export function reportJson({ record, replayed, sides, timeline, differences }: Replay): string {
  const { paymentToken: _, ...request } = record.request;
  const { record: kept, decision, verdicts } = replayed;
  return escapedJson(
    { kept, decision, verdicts, differences, timeline, orders: { ...record, request }, others: sides ?? null },
    (_key, value) => (typeof value === 'bigint' ? `${value}` : value),
  );
}
