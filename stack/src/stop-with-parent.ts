const lookMs = 250;

/**
 * npm runs scripts through a shell. `kill` on npm ends npm and the shell, but the shell passes nothing on (dash and others), and we
 * would go on alone: so a process that npm started stops by its own signal once its parent is gone. One that is stopping already
 * (`stopping` is aborted) hears nothing: on a slow machine it would take it for a second signal, end at once and leave its lock.
 */
export function stopWithParent(stopping: AbortSignal, env: NodeJS.ProcessEnv = process.env): void {
  if (env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, lookMs);
  timer.unref();
  stopping.addEventListener('abort', () => clearInterval(timer), { once: true });
}
