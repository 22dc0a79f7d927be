import type { Change } from '../../model.ts';

/** Two schemas and what is said of them. */
export interface Case {
  /** A sentence. */
  name: string;
  before: string;
  after: string;
  /** `level id`, in order. */
  says: string[];
  /** Parts of what is said of the first of them: message, reason and advice in one. */
  words?: string[];
}

export const summary = ({ level, id }: Change): string => `${level} ${id}`;

export const wordsOf = ({ message, reason, advice }: Change): string => [message, reason, advice].join(' ');
