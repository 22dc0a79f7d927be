import { DrizzleQueryError } from 'drizzle-orm/errors';
import pg from 'pg';
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

test('a value that PostgreSQL quotes, in one error or in several together, is not in the log either', () => {
  const quoted = Object.assign(new pg.DatabaseError('invalid input syntax for type uuid: "ada@example.com"', 1, 'error'), {
    code: '22P02',
  });
  quoted.stack = `error: ${quoted.message}\n    at query "db.ts"`;
  const wrapped = new Error('Failed query: select $1\nparams: ada@example.com', { cause: quoted });
  for (const error of [quoted, wrapped, new AggregateError([wrapped, quoted], 'two')]) {
    const shown = JSON.stringify(shownError(error));
    expect(shown).not.toContain('ada@');
    expect(shown).toContain('invalid input syntax for type uuid');
    expect(shown).toContain('22P02');
  }
  const named = Object.assign(new pg.DatabaseError('relation "orders" does not exist', 1, 'error'), { code: '42P01' });
  expect(JSON.stringify(shownError(named))).toContain('orders');
});
