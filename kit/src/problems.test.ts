import { expect, test } from 'vitest';
import { versionNeeded } from './problems.ts';

test.each([
  ['who makes a new thing says no version', null, undefined, []],
  ['who changes one says which they have seen', 'a', 1, []],
  ['who changes one without a version is told so', 'a', null, ['expectedVersion must be given with id.']],
  ['who has seen a version and says not of what makes no second thing', undefined, 1, ['expectedVersion goes with id.']],
] as const)('%s', (_what, id, version, wanted) => {
  expect(versionNeeded(id, version).map(({ message }) => message)).toEqual(wanted);
});
