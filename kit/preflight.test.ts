import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const preflight = new URL('preflight.js', import.meta.url).href;
const program = `const { instanceOf } = require('graphql/jsutils/instanceOf.js');
  process.stdout.write(JSON.stringify({ env: process.env.NODE_ENV, namesClasses: String(instanceOf).includes('realm') }))`;

const run = (before: string[], NODE_ENV?: string): unknown => {
  const env = { PATH: process.env['PATH'], ...(NODE_ENV === undefined ? {} : { NODE_ENV }) };
  return JSON.parse(execFileSync(process.execPath, [...before, '-e', program], { env, encoding: 'utf8', cwd: import.meta.dirname }));
};

test('graphql is loaded as in production, and NODE_ENV stays what it was', () => {
  expect(run(['--import', preflight])).toEqual({ namesClasses: false });
  expect(run(['--import', preflight], 'development')).toEqual({ env: 'development', namesClasses: false });
  expect(run([], 'development')).toEqual({ env: 'development', namesClasses: true });
});
