/** Tells the person who waits what is done and how long it took. */
export interface Progress {
  /** Runs one step and prints its line when done; `say` adds what came out. */
  step<T>(name: string, work: () => Promise<T>, say?: (result: T) => string): Promise<T>;
}

export const silentProgress: Progress = { step: (_name, work) => work() };

export const printedProgress = (print: (line: string) => void = console.log): Progress => ({
  step: async (name, work, say) => {
    const from = performance.now();
    const result = await work();
    print(`${name.padEnd(11)}${seconds(performance.now() - from).padStart(7)}   ${say?.(result) ?? ''}`.trimEnd());
    return result;
  },
});

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
