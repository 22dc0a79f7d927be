import type { CellProblem } from '#rules/column';

export interface PriceBreak {
  readonly minQuantity: number;
  readonly unit: string;
}

const sentence = 'price must be a number such as 12.50, with what each costs from a quantity on behind it, such as 12.50|10:11.00|50:9.90.';

/** "12.50|10:11.00": one costs 12.50, each of ten or more 11.00. */
export function readPrice(text: string): { breaks: PriceBreak[] } | { problem: CellProblem } {
  const breaks = text.split('|').map((part, index) => breakOf(part.trim(), index));
  if (breaks.some((one) => one === undefined)) return { problem: { path: ['price'], message: sentence } };
  return { breaks: breaks.filter((one) => one !== undefined) };
}

function breakOf(part: string, index: number): PriceBreak | undefined {
  const [, quantity, unit = ''] = /^(?:(\d{1,9}) *: *)?(-?\d{1,15}(?:\.\d{1,6})?)$/.exec(part) ?? [];
  if (unit === '' || (quantity === undefined && index > 0)) return undefined;
  return { minQuantity: Number(quantity ?? 1), unit };
}

export const priceText = (breaks: readonly PriceBreak[]): string =>
  breaks.map(({ minQuantity, unit }) => (minQuantity === 1 ? unit : `${minQuantity}:${unit}`)).join('|');
