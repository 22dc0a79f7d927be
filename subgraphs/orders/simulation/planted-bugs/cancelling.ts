import type { PlantedBug } from '#simulation/planted-bugs/planted-bug';

/** Where a cancellation is driven. */
export const cancelling: readonly PlantedBug[] = [
  {
    name: 'returned before it was taken: a cancellation that does not wait',
    file: 'src/cancelling/drive-cancellation.ts',
    text: 'if (!cancellation.settled) {',
    by: 'if (!cancellation.settled && cancellation.captureRefused) {',
    blamed: /return .* while the placement is confirmed|void while the placement is confirmed/,
  },
  {
    name: 'a refund while it is not known whether money was taken',
    file: 'src/cancelling/drive-cancellation.ts',
    text: "  if (voided.state !== 'CAPTURED' && voided.state !== 'REFUNDED') throw",
    by: "  if (voided.state === 'AUTHORIZED') throw",
    blamed: /money held is true|money taken|the payment of the order/,
  },
  {
    name: 'compensation twice: each attempt refunds under an id of its own',
    file: 'src/cancelling/drive-cancellation.ts',
    text: 'uuidFromName(`cancellation refund ${orderId}`)',
    by: 'uuidFromName(`cancellation refund ${orderId} ${performance.now()}`)',
    blamed: /refunded under two ids/,
  },
];
