/** What was started, to be stopped in the opposite order. */
export interface Parts {
  keep: <T extends { stop(): unknown }>(part: T) => T;
  stop(): Promise<void>;
}

export function createParts(): Parts {
  const kept: { stop(): unknown }[] = [];
  return {
    keep: (part) => {
      kept.push(part);
      return part;
    },
    stop: async () => {
      for (const part of kept.splice(0).reverse()) await part.stop();
    },
  };
}
