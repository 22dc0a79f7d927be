export interface Driven {
  orders: number;
  /** From the first request to the last answer. */
  seconds: number;
  p50Ms: number;
  p99Ms: number;
}

/** A closed loop: each client asks again as soon as it is answered, for `seconds`. An order that is not placed fails the run. */
export async function drive(clients: number, seconds: number, placeOne: (client: number) => Promise<void>): Promise<Driven> {
  const latencies: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1_000;
  const client = async (index: number): Promise<void> => {
    while (performance.now() < until) {
      const asked = performance.now();
      await placeOne(index);
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  return summarize(latencies, (performance.now() - began) / 1_000);
}

export function summarize(latenciesMs: readonly number[], seconds: number): Driven {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { orders: sorted.length, seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}
