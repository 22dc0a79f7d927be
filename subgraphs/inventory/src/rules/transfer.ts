import type { FieldProblem } from '@cartograph/kit/problems';
import { maxRecordedLines } from '#rules/recording';
import { type StockLine, sumLines } from '#rules/reservation';
import { type Fault, faultsOf, isText, keyFault, referenceFault, skuFault } from '#rules/text';

export type TransferStatus = 'IN_TRANSIT' | 'PARTIALLY_RECEIVED' | 'RECEIVED';

export interface TransferLine extends StockLine {
  readonly received: number;
  readonly lost: number;
}

export interface Transfer {
  readonly id: string;
  readonly version: number;
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly status: TransferStatus;
  readonly reference: string | null;
  readonly createdAt: Date;
  readonly expectedAt: Date | null;
  /** By SKU. */
  readonly lines: readonly TransferLine[];
}

export interface SendCommand {
  readonly idempotencyKey: string;
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly lines: readonly StockLine[];
  readonly reference: string | null;
  readonly expectedAt: Date | null;
}

export interface ReceiveCommand {
  readonly idempotencyKey: string;
  readonly transferId: string;
  readonly lines: readonly ReceivedLine[];
}

export interface ReceivedLine {
  readonly sku: string;
  readonly received: number;
  readonly lost: number;
}

const maxLineQuantity = 10_000;

const linesFault = (lines: readonly unknown[]): Fault => [
  lines.length < 1 || lines.length > maxRecordedLines,
  ['lines'],
  `lines must be 1 to ${maxRecordedLines}.`,
];

/** Every field of a transfer that is wrong, and what is allowed. */
export function sendFaults({ idempotencyKey, fromLocationId, toLocationId, lines, reference }: SendCommand): FieldProblem[] {
  return faultsOf([
    keyFault(idempotencyKey),
    [!isText(fromLocationId, 100), ['fromLocationId'], 'fromLocationId must be 1 to 100 printable characters.'],
    [!isText(toLocationId, 100), ['toLocationId'], 'toLocationId must be 1 to 100 printable characters.'],
    [fromLocationId === toLocationId, ['toLocationId'], 'toLocationId must be another location than fromLocationId.'],
    linesFault(lines),
    ...lines
      .slice(0, maxRecordedLines)
      .flatMap(({ sku, quantity }, index): Fault[] => [
        skuFault(sku, ['lines', index, 'sku']),
        [
          quantity < 1 || quantity > maxLineQuantity,
          ['lines', index, 'quantity'],
          `lines.${index}.quantity must be from 1 to ${maxLineQuantity}.`,
        ],
      ]),
    referenceFault(reference),
  ]);
}

/** Every field of a receipt that is wrong, and what is allowed; how much was sent is not known yet. */
export function receiveFaults({ idempotencyKey, lines }: ReceiveCommand): FieldProblem[] {
  const seen = new Set<string>();
  return faultsOf([
    keyFault(idempotencyKey),
    linesFault(lines),
    ...lines.slice(0, maxRecordedLines).flatMap(({ sku, received, lost }, index): Fault[] => {
      const path = (field: string) => ['lines', index, field];
      const twice = seen.has(sku);
      seen.add(sku);
      return [
        skuFault(sku, path('sku')),
        [twice, path('sku'), `lines.${index}.sku stands on another line, too: one line a SKU.`],
        [received < 0, path('received'), `lines.${index}.received must be 0 or more.`],
        [lost < 0, path('lost'), `lines.${index}.lost must be 0 or more.`],
        [received === 0 && lost === 0, path('received'), `lines.${index} must have something received or lost.`],
      ];
    }),
  ]);
}

/** What is sent, one line a SKU: the same SKU on two lines is summed. */
export const linesSent = (lines: readonly StockLine[]): TransferLine[] =>
  sumLines(lines)
    .sort((a, b) => (a.sku < b.sku ? -1 : 1))
    .map((line) => ({ ...line, received: 0, lost: 0 }));

export const inTransitOf = ({ quantity, received, lost }: TransferLine): number => quantity - received - lost;

export type ReceiptDecision =
  | { readonly kind: 'received'; readonly lines: TransferLine[]; readonly status: TransferStatus }
  | { readonly kind: 'wrong'; readonly faults: FieldProblem[] };

/** What stands after a receipt; never more than was sent. */
export function decideReceipt(lines: readonly TransferLine[], came: readonly ReceivedLine[]): ReceiptDecision {
  const bySku = new Map(lines.map((line) => [line.sku, line]));
  const faults = faultsOf(
    came.flatMap(({ sku, received, lost }, index): Fault[] => {
      const left = inTransitOf(bySku.get(sku) ?? { sku, quantity: 0, received: 0, lost: 0 });
      return [
        [!bySku.has(sku), ['lines', index, 'sku'], `lines.${index}.sku must be one of the transfer.`, [...bySku.keys()]],
        [
          bySku.has(sku) && received + lost > left,
          ['lines', index, 'received'],
          `lines.${index} must be at most ${left}, received and lost together: no more is on its way.`,
        ],
      ];
    }),
  );
  if (faults.length > 0) return { kind: 'wrong', faults };
  for (const { sku, received, lost } of came) {
    const line = bySku.get(sku);
    if (line) bySku.set(sku, { ...line, received: line.received + received, lost: line.lost + lost });
  }
  const after = [...bySku.values()];
  return { kind: 'received', lines: after, status: after.every((line) => inTransitOf(line) === 0) ? 'RECEIVED' : 'PARTIALLY_RECEIVED' };
}
