import type { Finding } from '../model.ts';
import type { Config } from '../project/config.ts';

type Ignore = Config['lint']['ignore'][number];

/** Takes out what the configuration ignores, and says which of its entries ignore nothing any more. */
export function applyIgnores(findings: readonly Finding[], ignores: readonly Ignore[]): { kept: Finding[]; idle: Finding[] } {
  const matchers = ignores.map((ignore) => ({ ignore, pattern: patternOf(ignore.path), hits: 0 }));
  const kept = findings.filter(({ rule, path = '' }) => {
    const matching = matchers.filter(({ ignore, pattern }) => ignore.rule === rule && pattern.test(path));
    for (const each of matching) each.hits += 1;
    return matching.length === 0;
  });
  const idle = matchers
    .filter(({ hits }) => hits === 0)
    .map(({ ignore: { rule, path } }): Finding => {
      const message = `lint.ignore: nothing is found by ${rule} at ${path}, so there is nothing to ignore.`;
      return { rule: 'idle-ignore', severity: 'error', message, path, advice: 'Remove the entry, or correct its path.' };
    });
  return { kept, idle };
}

/** A coordinate; `*` stands for any text. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/[^\w*]/g, '\\$&').replaceAll('*', '.*')}$`);
