import { refunded } from '#simulation/payments-room';
import type { Rooms } from '#simulation/rooms';
import type { PlacementRow, Rows } from '#simulation/rows';
import type { Witness } from '#simulation/witness';

/** A capture that the provider refuses for good waits for a person, for as long as nobody cancels the order. */
const waitsForPerson = (row: PlacementRow, rows: Rows, rooms: Rooms): boolean =>
  row.state === 'confirmed' &&
  row.needsAttention &&
  !rows.cancellations.has(row.id) &&
  rooms.payments.find(row.id)?.state === 'CAPTURE_REFUSED';

const isOpen = (row: PlacementRow, rows: Rows, rooms: Rooms): boolean =>
  row.state !== 'aborted' && row.state !== 'completed' && !waitsForPerson(row, rows, rooms);

/** Has every saga come to its end? */
export function isOver(rows: Rows, rooms: Rooms): boolean {
  for (const { state } of rows.cancellations.values()) if (state === 'pending') return false;
  for (const row of rows.placements.values()) if (isOpen(row, rows, rooms)) return false;
  return true;
}

export function unfinished(rows: Rows, rooms: Rooms, witness: Witness): string {
  const open = [...rows.placements.values()].filter((row) => isOpen(row, rows, rooms));
  const placements = open.map(({ id, state, lastError }) => `${witness.name(id)} is ${state} (${lastError})`);
  const cancellations = [...rows.cancellations].filter(([, { state }]) => state === 'pending');
  return [...placements, ...cancellations.map(([id, { lastError }]) => `the cancellation of ${witness.name(id)} (${lastError})`)].join(
    '; ',
  );
}

/** The invariants of docs/architecture.md over what everybody keeps in the end. */
export function check(rows: Rows, rooms: Rooms, witness: Witness): void {
  const { inventory, pricing, customers } = rooms;
  for (const words of [...inventory.missing(), ...pricing.miscounted(), ...customers.miscounted()])
    witness.blame(`it does not add up: ${words}`);
  const placedCarts = new Set<string>();
  for (const row of rows.placements.values()) {
    const differs = row.state === 'aborted' ? checkAborted(row, rows, rooms) : checkConfirmed(row, rows, rooms);
    for (const words of differs) witness.blame(`${witness.name(row.id)} is ${row.state}, but ${words}`);
    if (row.cartId === null || row.state === 'aborted') continue;
    if (placedCarts.has(row.cartId)) witness.blame(`a cart became two orders: ${witness.name(row.id)}`);
    placedCarts.add(row.cartId);
  }
  for (const { id, status } of rows.carts.values())
    if (status !== (placedCarts.has(id) ? 'closed' : 'open')) witness.blame(`a cart is ${status}, ordered or not: ${placedCarts.has(id)}`);
}

const expect = (name: string, is: unknown, allowed: readonly unknown[]): string[] =>
  allowed.includes(is) ? [] : [`${name} is ${String(is)}, not ${allowed.join(' or ')}`];

function checkAborted({ id, request }: PlacementRow, rows: Rows, { inventory, pricing, customers, payments }: Rooms): string[] {
  const payment = payments.find(id);
  return [
    ...expect('the stock', inventory.state(id), ['RELEASED', 'REFUSED']),
    ...expect('the quote', pricing.state(id), ['CANCELLED', 'REFUSED']),
    ...(request.customerId === null ? [] : expect('the hold of points', customers.find(id)?.state, ['RELEASED', 'REFUSED'])),
    ...expect('the payment', payment?.state, ['VOIDED', 'DECLINED']),
    ...expect('money held', payment?.held, [false]),
    ...expect('money taken', payment?.capturedMinor, [0n]),
    ...expect('an order', rows.orders.has(id), [false]),
  ];
}

function checkConfirmed(row: PlacementRow, rows: Rows, { inventory, pricing, customers, payments }: Rooms): string[] {
  const { id, request, facts } = row;
  const [order, payment, quote] = [rows.orders.get(id), payments.find(id), pricing.quote(id)];
  const cancelled = rows.cancellations.has(id);
  const total = quote?.totalMinor ?? -1n;
  const points = customers.find(id);
  const taken = (payment?.capturedMinor ?? 0n) - (payment ? refunded(payment) : 0n);
  const waits = payment?.state === 'CAPTURE_REFUSED';
  return [
    ...expect('the stock', inventory.state(id), [cancelled ? 'RETURNED' : 'COMMITTED']),
    ...expect('the quote', pricing.state(id), [cancelled ? 'RETURNED' : 'CONFIRMED']),
    ...expect('the order', order?.quote.totalMinor, [`${total}`]),
    ...expect('what was frozen', facts.quote?.totalMinor, [`${total}`]),
    ...expect('what was authorized', payment?.amountMinor, [total]),
    ...expect('money taken', taken, [cancelled || waits ? 0n : total]),
    ...(waits ? [] : expect('money held', payment?.held, [false])),
    ...expect(
      'the payment of the order',
      order?.paymentStatus,
      cancelled ? cancelledStatus(payment?.state) : [waits ? 'AUTHORIZED' : 'PAID'],
    ),
    ...(request.customerId === null
      ? []
      : [
          ...expect('the hold of points', points?.state, [cancelled ? 'REVERSED' : 'COMMITTED']),
          ...expect('points redeemed', points?.points, [quote?.pointsRedeemed]),
          ...expect('points earned', points?.earned, [cancelled ? 0 : quote?.pointsToEarn]),
        ]),
    ...(request.expectedTotalMinor === null ? [] : expect('the total', request.expectedTotalMinor, [`${total}`])),
  ];
}

const cancelledStatus = (payment: string | undefined): string[] => [payment === 'CAPTURED' ? 'REFUNDED' : 'VOIDED'];
