// White space of any script, and what leaves no ink: zero-width and direction marks, fillers, the blank of Braille. Without the variation
// selectors, which belong to the emoji before them.
const invisible =
  /\s|[\xad\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufff8]|\u034f|[\u180b-\u180f]/;

/** The text without what cannot be seen at its ends, in linear time. */
export function withoutInvisibleEnds(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && invisible.test(text.charAt(from))) from += 1;
  while (to > from && invisible.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
