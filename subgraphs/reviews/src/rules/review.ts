import { type FieldProblem, fieldProblem, isStorableText } from '@cartograph/kit/problems';

export const statuses = ['PENDING', 'PUBLISHED', 'REJECTED'] as const;
export type ReviewStatus = (typeof statuses)[number];

/** What a customer wrote, in the one form that it is kept in. */
export interface Words {
  readonly stars: number;
  readonly title: string | null;
  readonly text: string | null;
  readonly author: string;
}

/** A review, as this room keeps it. */
export interface Review extends Words {
  readonly id: string;
  readonly version: number;
  readonly productId: string;
  readonly status: ReviewStatus;
  readonly verifiedPurchase: boolean;
  readonly createdAt: Date;
}

export interface GivenReview {
  readonly stars: number;
  readonly title?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly author?: string | null | undefined;
}

/** How a review is signed by somebody who gives no name: what an account is called is not ours to show. */
export const anonymous = 'A customer';

const maxTitle = 120;
const maxText = 5_000;
const maxAuthor = 60;

interface Bounds {
  max: number;
  /** Lines may be broken. */
  lines?: boolean;
}

function readText(name: string, given: string | null | undefined, { max, lines = false }: Bounds) {
  const text = given?.normalize('NFC').replaceAll('\r\n', '\n').trim() ?? '';
  const faults: FieldProblem[] = [];
  // A title that is given says something; a text may be left empty.
  if (given != null && !lines && text === '') faults.push(fieldProblem([name], `${name} must have 1 to ${max} characters.`));
  else if (Array.from(text).length > max) faults.push(fieldProblem([name], `${name} must have at most ${max} characters.`));
  if (!isStorableText(text) || (lines ? /[^\P{Cc}\n\t]/u : /[\p{Cc}\p{Zl}\p{Zp}]/u).test(text))
    faults.push(fieldProblem([name], `${name} must be ${lines ? 'text' : 'one line of text'} without control characters.`));
  return { text: text || null, faults };
}

/** The words in the form that they are kept in, and every field that could not be kept. */
export function readWords(given: GivenReview): { words: Words; faults: FieldProblem[] } {
  const title = readText('title', given.title, { max: maxTitle });
  const text = readText('text', given.text, { max: maxText, lines: true });
  const author = readText('author', given.author, { max: maxAuthor });
  const stars =
    Number.isInteger(given.stars) && given.stars >= 1 && given.stars <= 5
      ? []
      : [fieldProblem(['stars'], 'stars must be from 1 to 5.', ['1', '2', '3', '4', '5'])];
  return {
    words: { stars: given.stars, title: title.text, text: text.text, author: author.text ?? anonymous },
    faults: [...stars, ...title.faults, ...text.faults, ...author.faults],
  };
}

export const isSame = (a: Words, b: Words): boolean =>
  a.stars === b.stars && a.title === b.title && a.text === b.text && a.author === b.author;
