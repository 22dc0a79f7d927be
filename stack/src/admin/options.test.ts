import { expect, test } from 'vitest';
import { readAdminOptions } from './options.ts';

test('the command says whom to make an administrator, and how', () => {
  expect(readAdminOptions(['create', 'boss@shop.test'])).toEqual({ verb: 'create', email: 'boss@shop.test', name: null, link: false });
  expect(readAdminOptions(['create', '--link', 'boss@shop.test', '--name', 'Boss'])).toMatchObject({ name: 'Boss', link: true });
  expect(readAdminOptions(['list'])).toEqual({ verb: 'list' });
  for (const asked of [[], ['--help'], ['create', '-h']])
    expect(readAdminOptions(asked)).toMatchObject({ help: expect.stringContaining('--link') as string });
});

test('what it does not know is one sentence, and nothing is done', () => {
  for (const wrong of [
    ['create'],
    ['remove', 'a@b.test'],
    ['create', 'a@b.test', 'c@d.test'],
    ['list', 'x'],
    ['--lnik'],
    ['create', 'a@b.test', '--link=yes'],
  ])
    expect(() => readAdminOptions(wrong)).toThrow(/^[^\n]+ nothing was done; npm run admin -- --help says what there is\.$/);
});
