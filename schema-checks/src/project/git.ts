import { execFileSync, spawn } from 'node:child_process';
import { InputProblem } from '../problem.ts';

/** One commit of the repository that a folder is in. */
export interface Commit {
  oid: string;
  /** The folder's path within the repository, with a slash behind it; empty at the top. */
  prefix: string;
}

/** The commit that a ref, a tag or a hash names; `given` is how problems call it. */
export function resolveRef(folder: string, ref: string, given: string): Commit {
  const where = git(folder, given, ['rev-parse', '--is-shallow-repository', '--show-prefix']);
  if (where === undefined) throw new InputProblem(`${given}: ${folder} is in no git repository; name a file or a URL instead.`);
  const [shallow, prefix = ''] = where.split('\n');
  const oid = git(folder, given, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])?.trim();
  if (oid) return { oid, prefix };
  throw new InputProblem(`${given}: there is no such commit, branch, tag or file here. ${advice(ref, shallow === 'true')}`);
}

/** Whether the clone lacks history, as of `git clone --depth`. */
export const isShallow = (folder: string, given: string): boolean =>
  git(folder, given, ['rev-parse', '--is-shallow-repository'])?.trim() === 'true';

/** Where the branch that is checked out left the line of a commit; undefined without a common commit, which a shallow clone may lack. */
export const leftAt = (folder: string, oid: string, given: string): string | undefined =>
  git(folder, given, ['merge-base', oid, 'HEAD'])?.trim() || undefined;

/** The files of a commit below a folder, as paths from there. */
export const filesAt = (folder: string, oid: string): string[] =>
  git(folder, oid, ['ls-tree', '-r', '-z', '--name-only', oid])
    ?.split('\0')
    .filter((path) => path !== '') ?? [];

function advice(ref: string, shallow: boolean): string {
  const [remote, ...branch] = ref.split('/');
  const fetch = branch.length > 0 ? `git fetch ${remote} ${branch.join('/')}` : 'git fetch --tags';
  return shallow
    ? `This clone is shallow: run git fetch --unshallow (in GitHub Actions: fetch-depth: 0), or name another by --base.`
    : `Run ${fetch}, or name another by --base.`;
}

/** What git prints; undefined when it refuses. */
function git(folder: string, given: string, args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 30 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new InputProblem(`${given}: git is not installed; name a file or a URL instead.`);
    return undefined;
  }
}

/** Reads files of commits, all by one process. */
export interface ObjectReader {
  /** The text of `<commit>:<path from the repository's top>`; undefined when there is no such file. */
  read(object: string): Promise<string | undefined>;
  close(): void;
}

export function openObjects(folder: string): ObjectReader {
  const child = spawn('git', ['cat-file', '--batch'], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  const replies = answers(child.stdout);
  return {
    async read(object) {
      child.stdin.write(`${object}\n`);
      const { value } = await replies.next();
      return value;
    },
    close: () => child.stdin.end(),
  };
}

/** Each answer is `<oid> <type> <size>`, a line feed, as many bytes and a line feed; or a line that ends in `missing`. */
async function* answers(output: AsyncIterable<Buffer>): AsyncGenerator<string | undefined, undefined> {
  let buffer: Buffer = Buffer.alloc(0);
  let awaited: { blob: boolean; size: number } | undefined;
  for await (const chunk of output) {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      if (awaited) {
        if (buffer.length <= awaited.size) break;
        yield awaited.blob ? buffer.toString('utf8', 0, awaited.size) : undefined;
        buffer = buffer.subarray(awaited.size + 1);
        awaited = undefined;
      } else {
        const end = buffer.indexOf('\n');
        if (end < 0) break;
        const [, type, size] = / (blob|tree|commit|tag) (\d+)$/.exec(buffer.toString('utf8', 0, end)) ?? [];
        buffer = buffer.subarray(end + 1);
        if (type === undefined) yield undefined;
        else awaited = { blob: type === 'blob', size: Number(size) };
      }
    }
  }
}
