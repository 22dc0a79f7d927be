import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { namesOf } from './names.ts';
import { wired, wires } from './wire-room.ts';

const names = namesOf('wishes', 4099);
const read = (file: string): string => readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');

test.each(Object.keys(wires))('%s names a new room once more per place, and loses nothing', (file) => {
  const [before, after] = [read(file), wired(file, read(file), names)];
  expect(after).toMatch(/wishes/i);
  const kept = new Set(after.split('\n').map((line) => line.replace(/,$/, '')));
  for (const line of before.split('\n')) expect(kept).toContain(line.replace(/,$/, ''));
});

test('a file that is not as expected is named, and nothing is guessed', () => {
  expect(() => wired('docker-compose.yml', 'services:\n', names)).toThrow(
    /^docker-compose\.yml: no line is like .*; nothing was written\.$/,
  );
});
