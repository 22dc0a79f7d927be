import { withoutInvisibleEnds } from './invisible.ts';
import { type Reading, read, refused } from './reading.ts';

/**
 * One line that a person wrote: NFC, trimmed, one space where there were several or an odd one, without what cannot be seen, its directions
 * closed. Null when nothing is left. Controls and line breaks are refused; `max` counts characters as a person does. `field` names it.
 */
export function readText(field: string, given: string, max = 200): Reading<string | null> {
  // Most text is this, and is kept as it is; most of what may be left out is.
  if (given === '') return read(null);
  if (given.length <= max && /^[!-~]+(?: [!-~]+)*$/.test(given)) return read(given);
  const tooLong = refused(`${field} must be at most ${max} characters.`);
  // Before any work: no text of this many units has few enough characters.
  if (given.length > 50 * max + 1_000) return tooLong;
  // No letter of any script has 30 marks; whoever stacks them writes over the lines around.
  if (
    !given.isWellFormed() ||
    /\p{M}{31}/u.test(given) ||
    /[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u.test(withoutInvisibleEnds(given))
  )
    return refused(`${field} must be one line of text.`);
  const text = cleaned(given);
  if (!hasInk(text)) return read(null);
  return fits(text, max) ? read(text) : tooLong;
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A character as a person counts it may have many code units, but not so many that they are another text: 5 each, over the whole. */
function fits(text: string, max: number): boolean {
  if (text.length <= max) return true;
  if (text.length > 5 * max) return false;
  let count = 0;
  for (const _ of characters.segment(text)) if (++count > max) return false;
  return true;
}

/** Until nothing changes: what is taken away may leave a space, or letters that belong together, behind. */
function cleaned(given: string): string {
  let text = given;
  for (let round = 0; round < 4; round += 1) {
    const next = directionsClosed(withoutInvisibleEnds(visible(text.normalize('NFC')))).normalize('NFC');
    if (next === text) break;
    text = next;
  }
  return text;
}

const joiners = /[\u200c\u200d]/u;
/** Scripts whose letters a joiner or non-joiner shapes. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Tibetan}\p{Script=Myanmar}]/u;
const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Zero-width characters live where they do something: between letters that join, inside an emoji, and marks where text runs both ways. */
function visible(text: string): string {
  const letters = Array.from(text.replace(/\p{Zs}+/gu, ' '));
  const bothWays = rightToLeft.test(text);
  let before = '';
  let tagged = false;
  let kept = '';
  for (const [index, letter] of letters.entries()) {
    const after = letters[index + 1] ?? '';
    tagged = letter === '\u{1f3f4}' || (tagged && tag.test(letter));
    if (!ignorable.test(letter)) before = letter;
    else if (!belongs(letter, before, after, bothWays, tagged)) continue;
    kept += letter;
  }
  return kept.replace(/ +/g, ' ');
}

const ignorable = /[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u;
const tag = /[\u{e0020}-\u{e007f}]/u;

function belongs(letter: string, before: string, after: string, bothWays: boolean, tagged: boolean): boolean {
  if (joiners.test(letter))
    return (joining.test(before) && (after === '' || joining.test(after) || after === ' ')) || (emoji.test(before) && emoji.test(after));
  if (/[\u200e\u200f\u061c]/u.test(letter)) return bothWays;
  if (/[\u202a-\u202e\u2066-\u2069]/u.test(letter)) return true;
  if (/[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/u.test(letter)) return before !== '' && before !== ' ';
  if (/[\u180b-\u180d]|\u180f/u.test(letter)) return /\p{Script=Mongolian}/u.test(before);
  return tag.test(letter) && tagged;
}

/** What opens a direction ends with the text; what closes none is left out: the words around it keep their own. */
function directionsClosed(text: string): string {
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(text)) return text;
  const open: string[] = [];
  let kept = '';
  for (const letter of text) {
    const closes = letter === '\u202c' || letter === '\u2069';
    if (/[\u202a\u202b\u202d\u202e]/.test(letter)) open.push('\u202c');
    else if (/[\u2066-\u2068]/.test(letter)) open.push('\u2069');
    else if (closes && open.at(-1) !== letter) continue;
    else if (closes) open.pop();
    kept += letter;
  }
  return kept + open.toReversed().join('');
}

const hasInk = (text: string): boolean => /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
