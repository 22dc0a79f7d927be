import { expect, test } from 'vitest';
import { attemptLabel, outcomeOfAnswer, type StoredAttempt, shownOutcome, shownVerb } from '#rules/attempt';

const attempt = (verb: StoredAttempt['verb'], outcome: string): StoredAttempt => ({
  id: 'a',
  placementId: 'p',
  verb,
  number: 1,
  outcome,
  latencyMs: 5,
  at: new Date(0),
});

test('a call to the provider is told in words of a list, and in a sentence for people', () => {
  const told = (verb: StoredAttempt['verb'], outcome: string) => {
    const stored = attempt(verb, outcome);
    return [shownVerb(stored), shownOutcome(stored), attemptLabel(stored)];
  };
  expect(told('authorize', outcomeOfAnswer('declined'))).toEqual(['AUTHORIZE', 'DECLINED', 'Authorize: declined']);
  expect(told('confirm', outcomeOfAnswer('authorized'))).toEqual(['CONFIRM', 'AUTHORIZED', 'Confirm after the challenge: authorized']);
  expect(told('find', outcomeOfAnswer(null))).toEqual(['FIND', 'NOTHING', 'Look up: nothing known under this key']);
  expect(told('capture', 'TIMEOUT')).toEqual(['CAPTURE', 'TIMEOUT', 'Capture: no reply in time']);
});

test('a word that an earlier version wrote and nobody knows any more is UNKNOWN, never an error', () => {
  expect(shownOutcome(attempt('void', 'SOMETHING_ELSE'))).toBe('UNKNOWN');
  expect(shownOutcome(attempt('void', 'toString'))).toBe('UNKNOWN');
});
