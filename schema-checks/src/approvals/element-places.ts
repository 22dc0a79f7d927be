/** Line and column, from 1, of each element of the array that a valid JSON text is. */
export function elementPlaces(text: string): { line: number; column: number }[] {
  const places: { line: number; column: number }[] = [];
  let depth = 0;
  let line = 1;
  let lineStart = 0;
  let awaited = false;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:\n]|[^\s"[\]{},:]+/g)) {
    if (token === '\n') {
      line += 1;
      lineStart = index + 1;
      continue;
    }
    if (awaited && token !== ']') places.push({ line, column: index - lineStart + 1 });
    awaited = (token === '[' && depth === 0) || (token === ',' && depth === 1);
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
  }
  return places;
}
