import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { readRoomEnvironment } from './process.ts';

test('an unknown level is refused by name, in a room with whatever else is wrong', async () => {
  expect(() => createLog('orders', 'banana')).toThrow(/^LOG_LEVEL: one of trace, debug, info/);
  const env = { LOG_LEVEL: 'banana', PORT: 'abc', DATABASE_URL: 'postgres://u:p@127.0.0.1:99999/x' };
  await expect(readRoomEnvironment('orders', 4005, env)).rejects.toThrow(
    /attention:\n {2}PORT: a port from 0 to 65535\n {2}DATABASE_URL: must be a URL.*\n {2}LOG_LEVEL: one of/,
  );
});

test('a line of the log does nothing to a terminal, and means what it meant', () => {
  const word = 'a\u001b\u009b2J\u202e\u2028z';
  const program = `import { createLog } from '${new URL('log.ts', import.meta.url).href}'; createLog('shelf', 'info').info({ word: ${JSON.stringify(word)} });`;
  const line = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  for (const one of ['\u001b', '\u009b', '\u202e', '\u2028']) expect(line).not.toContain(one);
  expect(JSON.parse(line)).toMatchObject({ word });
});
