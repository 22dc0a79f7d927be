import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes that are still held when everything that nobody holds is gone. */
export async function heldMegabytes(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    collect();
    // Finalizers and what waits for the next turn let go of more.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_000_000;
}
