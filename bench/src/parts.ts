/** What was started, to be stopped in the opposite order. */
export interface Parts {
  keep: <T extends { stop(): unknown }>(part: T) => T;
  /** Done by `stop` or, when there is no time for that, as this process exits. */
  undo: (work: () => void) => void;
  stop(): Promise<void>;
}

export function createParts(): Parts {
  const kept: { stop(): unknown }[] = [];
  const keep: Parts['keep'] = (part) => {
    kept.push(part);
    return part;
  };
  return {
    keep,
    undo: (work) => {
      // The opposite order here, too.
      process.prependOnceListener('exit', work);
      keep({ stop: () => process.off('exit', work) && work() });
    },
    stop: async () => {
      for (const part of kept.splice(0).reverse()) await part.stop();
    },
  };
}
