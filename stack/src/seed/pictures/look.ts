import { words } from './letters.ts';
import { box, line, mix, type Paint } from './paint.ts';

/** What a drawing is told of the thing it draws. */
export interface Look {
  /** Of the variant. */
  colour: string;
  /** Of bands, ribbons and what else stands out. */
  accent: string;
  /** What a label says: its name, and a line below. */
  label: readonly [string, string];
  /** 0 to 1: the smallest of its kind to the largest. */
  size: number;
  /** Which of its kinds, such as tapers or tea lights; the variant's part of the SKU. */
  kind: string;
}

export type Draw = (paint: Paint, look: Look) => string;

/** Two contours of a hill over the line of the sea. */
export const mark = (x: number, y: number, scale: number, colour: string): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${line('M4.5 20C6 10 9 5.5 12.500 5.500S19 12 23.500 20M9 20c.8-5 2-7.500 3.800-7.500S16 16 18 20M1.500 24h25', colour, 2)}</g>`;

/** A paper label with the mark and two lines. */
export function label(x: number, y: number, width: number, height: number, [name, below]: Look['label'], accent: string): string {
  const middle = x + width / 2;
  const fits = (text: string, most: number): number => Math.min(most, (width - 14) / (text.length * 0.95));
  return [
    box(x, y, width, height, '#faf8f1', 'rx="2"'),
    box(x, y, width, 6, accent),
    mark(middle - 18, y + 11, 1.3, '#14212a'),
    words(name, middle, y + height - 22, fits(name, 11), '#14212a'),
    words(below, middle, y + height - 9, fits(below, 7), mix('#4c5a61', accent, 0.15)),
  ].join('');
}
