import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { shownError } from './shown-error.ts';

test('a statement that failed is logged with its text and its reason, and without the names and addresses it was sent with', () => {
  const reason = Object.assign(new Error('duplicate key value violates unique constraint "customers_email_unique"'), {
    code: '23505',
    detail: 'Key (lower(email))=(ada@example.com) already exists.',
  });
  const failed = new DrizzleQueryError('insert into customers (email, name) values ($1, $2)', ['ada@example.com', 'Ada\nLovelace'], reason);
  const text = JSON.stringify(shownError(failed));
  expect(text).toContain('insert into customers (email, name)');
  expect(text).toContain('customers_email_unique');
  expect(text).toContain('23505');
  expect(text).toContain('shown-error.test.ts');
  expect(text).not.toMatch(/ada@|Ada|Lovelace/);
});

test('what is no error of ours is shown as it is', () => {
  expect(shownError('gone')).toBe('gone');
  expect(shownError(new TypeError('no', { cause: 'nothing' }))).toMatchObject({ type: 'TypeError', message: 'no' });
});
