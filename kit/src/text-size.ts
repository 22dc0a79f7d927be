/** How large the text of an operation is, told before it is parsed. */
export interface TextSize {
  tokens: number;
  /** Brackets of any kind within each other at most: selection sets, arguments, lists, objects, types of variables. */
  nesting: number;
}

/**
 * Read once from left to right, without building anything and without recursion, which parsing has: nothing that is nested deeper than is
 * allowed has to reach a parser. Up to the first fault of the text it sees what a parser sees, and behind it no parser goes on.
 */
export function sizeOfText(text: string): TextSize {
  let tokens = 0;
  let nesting = 0;
  let open = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (isIgnored(code)) {
      at += 1;
    } else if (code === hash) {
      at = endOfLine(text, at);
    } else {
      tokens += 1;
      if (isOpening(code)) {
        open += 1;
        if (open > nesting) nesting = open;
      } else if (isClosing(code)) open -= 1;
      if (code === quote) at = endOfString(text, at);
      else if (isOfWord(code)) at = endOfWord(text, at);
      else at += text.startsWith('...', at) ? 3 : 1;
    }
  }
  return { tokens, nesting };
}

const [hash, quote, backslash, lineFeed, carriageReturn] = [0x23, 0x22, 0x5c, 0x0a, 0x0d];

/** White space, commas and a byte order mark; and the sign of a number, which is one token with it. */
const isIgnored = (code: number): boolean =>
  code === 0x20 || code === 0x2c || code === 0x2d || (code >= 0x09 && code <= 0x0d) || code === 0xfeff;
const isOpening = (code: number): boolean => code === 0x7b || code === 0x5b || code === 0x28;
const isClosing = (code: number): boolean => code === 0x7d || code === 0x5d || code === 0x29;
/** Names and whole numbers; a broken number counts as three, which harms nobody. */
const isOfWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== lineFeed && text.charCodeAt(at) !== carriageReturn) at += 1;
  return at;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && isOfWord(text.charCodeAt(at))) at += 1;
  return at;
}

function endOfString(text: string, from: number): number {
  if (text.startsWith('"""', from)) {
    for (let at = from + 3; ; ) {
      const end = text.indexOf('"""', at);
      if (end < 0) return text.length;
      if (text.charCodeAt(end - 1) !== backslash || end - 1 < from + 3) return end + 3;
      at = end + 3;
    }
  }
  let at = from + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    // No string goes over a line: here a parser has ended.
    if (code === lineFeed || code === carriageReturn) return at;
    at += code === backslash ? 2 : 1;
  }
  return text.length;
}

/** Bytes that a document parsed without locations keeps alive: 40 to 190 a token, by what the tokens are (measured), and its text. */
export const documentBytes = (text: string, { tokens }: TextSize): number => tokens * 190 + text.length * 2;

/** With locations each token is an object of its own: 180 to 490 a token. */
export const locatedDocumentBytes = (text: string, { tokens }: TextSize): number => tokens * 490 + text.length * 2;
