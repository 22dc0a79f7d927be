import { expect, test } from 'vitest';
import { isRetryable, type StoredProblem } from '#placing/rules/problem';

const rejected = (reason: 'HELD' | 'USED_UP'): StoredProblem => ({
  __typename: 'CouponRejected',
  code: 'COUPON_REJECTED',
  message: '',
  coupon: 'LUCKY3',
  reason,
});

test('a coupon that somebody is paying with is worth another try, one that is used up is not', () => {
  expect(isRetryable([rejected('HELD')])).toBe(true);
  expect(isRetryable([rejected('USED_UP')])).toBe(false);
  expect(isRetryable([rejected('HELD'), rejected('USED_UP')])).toBe(false);
});
