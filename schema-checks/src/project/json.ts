import { InputProblem } from '../problem.ts';

/** JSON that somebody wrote or sent. InputProblem names the place where it stops being JSON. */
export function jsonOf(text: string, name: string): unknown {
  const parsed = parseJson(text);
  if ('value' in parsed) return parsed.value;
  throw new InputProblem(`${name}:${parsed.line}:${parsed.column}: ${parsed.problem}`);
}

/** JSON, or the line and column, from 1, where it stops being JSON. */
export function parseJson(text: string): { value: unknown } | { problem: string; line: number; column: number } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const before = text.slice(0, goodUntil(text)).split('\n');
    const what = (error as Error).message.replace(/(, [".].*|) is not valid JSON$| (in|after) JSON at position .*| of JSON input$/s, '');
    return { problem: `this is no JSON: ${what}.`, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}

/** How much of a text could be the beginning of JSON. Node tells the position of some errors only, so ever smaller halves are parsed. */
function goodUntil(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (canGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function canGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return message.startsWith('Unexpected end') || Number(/ at position (\d+)/.exec(message)?.[1]) === beginning.length;
  }
}
