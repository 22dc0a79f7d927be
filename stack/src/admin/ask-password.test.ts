import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askPassword } from './ask-password.ts';

/** A terminal, as far as a person who types is concerned; gives what it shows. */
function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = new PassThrough({ encoding: 'utf8' });
  let shown = '';
  output.on('data', (text: string) => (shown += text));
  return { input, output, type: (text: string) => void input.write(text), shown: () => shown };
}

/** Types each line once it is asked for. */
async function answer(lines: readonly string[]) {
  const { input, output, type, shown } = terminal();
  const asked = askPassword({ input, output });
  const outcome = asked.catch((error: Error) => error);
  for (const [index, line] of lines.entries()) {
    await expect.poll(() => shown().split(': ').length).toBeGreaterThan(index + 1);
    type(line);
  }
  return { outcome: await outcome, shown: shown() };
}

test('a password is asked for twice, and nothing of it is shown', async () => {
  const { outcome, shown } = await answer(['correct horse\r', 'correct horse\r']);
  expect(outcome).toBe('correct horse');
  expect(shown).toBe('Password: \nOnce more: \n');
});

test('what is mistyped may be taken back; two that differ are refused', async () => {
  expect((await answer(['correct hors\u007fse\r', 'correct horse\r'])).outcome).toBe('correct horse');
  expect((await answer(['correct horse\r', 'correct house\r'])).outcome).toMatchObject({
    name: 'ConfigError',
    message: expect.stringContaining('differ') as string,
  });
});

test('Ctrl-C stops it, and where there is no terminal it says what to do instead', async () => {
  expect((await answer(['corr\u0003'])).outcome).toMatchObject({
    name: 'ConfigError',
    message: expect.stringContaining('nothing was done') as string,
  });
  await expect(askPassword({ input: new PassThrough(), output: new PassThrough() })).rejects.toThrow(/ADMIN_PASSWORD: .*--link/);
});
