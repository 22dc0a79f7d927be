import { Counter, Histogram } from 'prom-client';
import { registry } from './metrics.ts';

// What is counted on the way of an order: adding to a number, where prom-client looks up labels first. It prints them all the same.

/** Counts by one label of which all values are known: `placed += 1` on what it gives. */
export function tally<Value extends string>(name: string, help: string, label: string, values: readonly Value[]): Record<Value, number> {
  const counts = Object.fromEntries(values.map((value) => [value, 0])) as Record<Value, number>;
  registry.removeSingleMetric(name);
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const value of values) this.inc({ [label]: value }, counts[value]);
    },
  });
  return counts;
}

/** Upper bounds in seconds, from 1 ms to 30 s. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How long something took, by one label; `took` is on the way of an order. */
export class Durations<Value extends string> extends Histogram {
  readonly #about: { name: string; help: string };
  readonly #label: string;
  readonly #seen: ReadonlyMap<string, { buckets: Float64Array; seconds: number; count: number }>;

  constructor(name: string, help: string, label: string, values: readonly Value[]) {
    registry.removeSingleMetric(name);
    super({ name, help, labelNames: [label], buckets: bounds, registers: [registry] });
    this.#about = { name, help };
    this.#label = label;
    this.#seen = new Map(values.map((value) => [value, { buckets: new Float64Array(bounds.length), seconds: 0, count: 0 }]));
  }

  took(value: Value, ms: number): void {
    const seen = this.#seen.get(value);
    if (!seen) return;
    const seconds = ms / 1_000;
    let at = 0;
    while (at < bounds.length && seconds > (bounds[at] ?? 0)) at += 1;
    if (at < bounds.length) seen.buckets[at] = (seen.buckets[at] ?? 0) + 1;
    seen.seconds += seconds;
    seen.count += 1;
  }

  /** What the registry asks first, and the types of prom-client leave out. */
  getForPromString() {
    return Promise.resolve({ ...this.#about, type: 'histogram', values: this.#values(this.#about.name) });
  }

  #values(name: string) {
    return [...this.#seen].flatMap(([value, { buckets, seconds, count }]) => {
      const labels = { [this.#label]: value };
      let below = 0;
      const each = bounds.map((le, at) => ({
        metricName: `${name}_bucket`,
        labels: { le, ...labels },
        sharedLabels: {},
        value: (below += buckets[at] ?? 0),
      }));
      return [
        ...each,
        { metricName: `${name}_bucket`, labels: { le: '+Inf', ...labels }, sharedLabels: {}, value: count },
        { metricName: `${name}_sum`, labels, sharedLabels: {}, value: seconds },
        { metricName: `${name}_count`, labels, sharedLabels: {}, value: count },
      ];
    });
  }
}
