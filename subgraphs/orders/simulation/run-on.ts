import type { Time, Timer } from '#simulation/time';

/** When histories begin, on the calendar. */
const begin = Date.UTC(2030, 0, 1);

/**
 * Puts `time` in the place of the clock and all timers while `run` runs, so that production code needs no port for either. Safe
 * because a history never returns to the event loop: nobody else runs meanwhile.
 */
export async function runOn<T>(time: Time, run: () => Promise<T>): Promise<T> {
  const real = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, now: Date.now };
  const clear = (timer: Partial<Timer> | undefined): void => timer?.cancel?.();
  const handle = (timer: Timer) => ({ ...timer, unref: () => undefined });
  const repeated = (action: () => void, ms: number): Timer => {
    let next: Timer;
    const arm = (): void => {
      next = time.after(ms, () => {
        arm();
        action();
      });
    };
    arm();
    return { cancel: () => next.cancel() };
  };
  Object.assign(globalThis, {
    setTimeout: (action: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => handle(time.after(ms, () => action(...given))),
    setImmediate: (action: () => void) => handle(time.after(0, action)),
    setInterval: (action: () => void, ms: number) => handle(repeated(action, ms)),
    clearTimeout: clear,
    clearInterval: clear,
  });
  Date.now = () => begin + Math.floor(time.now());
  // Its own is its prototype's, and comes back when this one goes.
  performance.now = () => time.now();
  try {
    return await run();
  } finally {
    const { now, ...timers } = real;
    Object.assign(globalThis, timers);
    Date.now = now;
    Reflect.deleteProperty(performance, 'now');
  }
}
