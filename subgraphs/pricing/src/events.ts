/** This room says nothing. */
export const events = [] as const;
