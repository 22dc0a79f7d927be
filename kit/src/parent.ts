import { readFileSync } from 'node:fs';

const lookMs = 250;

/**
 * Whose child we are, noted when this file is read, which preflight does before it reads the program: that takes a second or more, and
 * npm may be gone by then.
 */
const parent = process.ppid;
const above = isShell(parent) ? parentOf(parent) : undefined;

/**
 * npm runs scripts through a shell. `kill` on npm ends npm, and often the shell, but neither passes it on to us, and we would go on alone:
 * so a process that npm started calls `gone` once its parent is not there any more, or the parent of a shell between. Gives what ends it.
 */
export function whenParentIsGone(gone: () => void, env: NodeJS.ProcessEnv = process.env): () => void {
  if (env['npm_lifecycle_event'] === undefined) return () => undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (above === undefined || parentOf(parent) === above)) return;
    clearInterval(timer);
    gone();
  }, lookMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Name and fields of /proc/<pid>/stat; undefined where there is no such file: then the parent alone is watched. */
function statOf(pid: number): { name: string; fields: string[] } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = text.lastIndexOf(')');
    return { name: text.slice(text.indexOf('(') + 1, end), fields: text.slice(end + 2).split(' ') };
  } catch {
    return undefined;
  }
}

function parentOf(pid: number): number | undefined {
  return Number(statOf(pid)?.fields[1]) || undefined;
}

function isShell(pid: number): boolean {
  return /^(sh|dash|bash|zsh|ksh|ash)$/.test(statOf(pid)?.name ?? '');
}
