/** What strangers may use up. The gateway's tests take one off to see that it is what holds. */
export interface Bounds {
  /** Brackets within each other in a text, of any kind; 15 levels of fields with their arguments and fragments need some 40. */
  nesting: number;
  /** Lists and objects within each other in the variables; ours need 6. */
  variableNesting: number;
  /** Errors of one code in the refusal of a request: who has five to mend needs no more, and a short text must not make a long answer. */
  errors: number;
  /** Bytes of texts whose limits need no second look. */
  texts: number;
  /** Bytes of parsed and validated operations, some 50 kB each. */
  documents: number;
  /** MiB of plans, as Apollo counts them: by their JSON, which is less than half of what they take. */
  plansMiB: number;
  /** Bytes of operations that clients send as a hash. */
  hashed: number;
  /** Characters of operations for the fast lane, which keeps some 50 bytes of each. */
  laneCharacters: number;
  /** Bytes of texts that were planned and wait for no turn; with them fewer than there are plans. */
  knownTexts: number;
  /** New operations that are parsed and planned side by side, and that wait for it, of all and of one client. */
  planning: number;
  planningWaiting: number;
  planningPerClient: number;
}

/** Together they are 60 MB when they are full, of which a shop's few hundred operations need a third. */
export const bounds: Readonly<Bounds> = {
  nesting: 100,
  variableNesting: 50,
  errors: 5,
  texts: 2_000_000,
  documents: 16_000_000,
  plansMiB: 6,
  hashed: 4_000_000,
  laneCharacters: 400_000,
  knownTexts: 1_000_000,
  planning: 2,
  planningWaiting: 400,
  planningPerClient: 100,
};
