import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** One registry a process; `/metrics` prints it. Names: `cartograph_<room>_<noun>_<unit>`. */
export const registry = new Registry();

let defaults = false;

/** Node's own figures (heap, event loop lag); safe to call from every room of one process. */
export function collectProcessMetrics(): void {
  if (defaults) return;
  defaults = true;
  collectDefaultMetrics({ register: registry });
}

export function counter<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
  return (
    (registry.getSingleMetric(name) as Counter<Label> | undefined) ??
    new Counter<Label>({ name, help, labelNames: [...labelNames], registers: [registry] })
  );
}

/** A histogram of seconds, from 1 ms to 30 s. */
export function secondsHistogram<Label extends string = never>(
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
): Histogram<Label> {
  const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
  return (
    (registry.getSingleMetric(name) as Histogram<Label> | undefined) ??
    new Histogram<Label>({ name, help, buckets, labelNames: [...labelNames], registers: [registry] })
  );
}
