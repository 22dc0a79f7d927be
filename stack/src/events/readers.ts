import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { type EventReads, eventReads } from '@cartograph/kit/event-reads';

/** What consumers state beside themselves, in the order of their names. */
export function findReaders(root: string): EventReads[] {
  return globSync('subgraphs/*/src/**/*.reads.json', { cwd: root })
    .map((file) => {
      const { data, error } = eventReads.safeParse(JSON.parse(readFileSync(join(root, file), 'utf8')));
      if (error) throw new ConfigError(`${file}: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
      return data;
    })
    .sort((a, b) => (a.consumer < b.consumer ? -1 : 1));
}
