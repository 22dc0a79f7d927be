import { ConfigError } from '@cartograph/kit/config';

/** Text with more lines after the last line that fits; `file` is named where none does. */
export function insertAfterLast(file: string, text: string, fits: RegExp, ...more: string[]): string {
  const lines = text.split('\n');
  return insertAt(file, lines, lines.findLastIndex((line) => fits.test(line)) + 1, fits, more);
}

/** Text with more lines before the first line that fits. */
export function insertBeforeFirst(file: string, text: string, fits: RegExp, ...more: string[]): string {
  const lines = text.split('\n');
  const place = lines.findIndex((line) => fits.test(line));
  return place === 0 ? [...more, ...lines].join('\n') : insertAt(file, lines, Math.max(place, 0), fits, more);
}

function insertAt(file: string, lines: readonly string[], place: number, fits: RegExp, more: readonly string[]): string {
  if (place === 0)
    throw new ConfigError(`${file}: no line is like ${fits.source}, beside which the room would be named; nothing was written.`);
  return [...lines.slice(0, place), ...more, ...lines.slice(place)].join('\n');
}
