export interface Driven {
  latenciesMs: number[];
  /** From the first request to the last answer. */
  seconds: number;
}

/** A closed loop: each client asks again as soon as it is answered, for `seconds`. An order that is not placed fails the run. */
export async function drive(clients: number, seconds: number, placeOne: (client: number) => Promise<void>): Promise<Driven> {
  const latenciesMs: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1_000;
  const client = async (index: number): Promise<void> => {
    while (performance.now() < until) {
      const asked = performance.now();
      await placeOne(index);
      latenciesMs.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  return { latenciesMs, seconds: (performance.now() - began) / 1_000 };
}

/** The latency that `part` of all stay below. */
export function quantile(latenciesMs: readonly number[], part: number): number {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
