import { InputProblem } from '../problem.ts';

/** JSON that somebody wrote or sent. InputProblem names the place where it stops being JSON. */
export function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const before = text.slice(0, goodUntil(text)).split('\n');
    const what = (error as Error).message.replace(/(, [".].*|) is not valid JSON$| in JSON at position .*| of JSON input$/s, '');
    throw new InputProblem(`${name}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}: this is no JSON: ${what}.`);
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
