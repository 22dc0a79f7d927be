import type { Place } from '../model.ts';

/** Lines and columns of a text by offsets. */
export function placesIn(text: string, file: string): (offset: number) => Place {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** A string in a JSON text: what it says, and from where to where it is written, quotes included. */
export interface JsonString {
  value: string;
  start: number;
  end: number;
  /** Whether it names a member of an object. */
  key: boolean;
}

/** All strings of a valid JSON text, in their order. */
export const jsonStrings = (text: string): JsonString[] =>
  [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].map(({ 0: all, 1: colon = '', index }) => {
    const end = index + all.length - colon.length;
    return { value: JSON.parse(text.slice(index, end)) as string, start: index, end, key: colon !== '' };
  });

/** Where the character that a JSON string says at an offset is written. */
export function writtenAt(text: string, { start }: JsonString, offset: number): number {
  let at = start + 1;
  for (let said = 0; said < offset; said += 1) at += text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2;
  return at;
}

/** Parses JSON; says where it is none. */
export function parseJson(text: string, file: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const { message } = error as SyntaxError;
    const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? (/end of JSON/i.test(message) ? text.length : 0));
    const { line, column } = placesIn(text, file)(offset);
    return {
      problem: `${file}:${line}:${column}: this is no JSON: ${message.replace(/ in JSON at position.*$/s, '').replace(/\.$/, '')}.`,
    };
  }
}
