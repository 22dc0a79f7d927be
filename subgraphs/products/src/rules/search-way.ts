/**
 * How a search finds, one after the other until one does: the words themselves in any of their forms, and SKUs; words that are only begun;
 * words with one letter wrong.
 */
export const searchWays = ['words', 'begun', 'respelled'] as const;

export type SearchWay = (typeof searchWays)[number];

/** What is tried after `way`. */
export const wayAfter = (way: SearchWay): SearchWay | undefined => searchWays[searchWays.indexOf(way) + 1];
