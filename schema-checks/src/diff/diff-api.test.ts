import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { diffApi } from './diff-api.ts';
import { clientChangeKinds, commonChangeKinds } from './kinds.ts';
import { type Case, summary, wordsOf } from './testing/case.ts';
import { inputCases } from './testing/input-cases.ts';
import { outputCases } from './testing/output-cases.ts';

const cases: Case[] = [...outputCases, ...inputCases];
const schemas = new Map(cases.flatMap(({ before, after }) => [before, after]).map((sdl) => [sdl, buildSchema(sdl)]));
const schemaOf = (sdl: string) => schemas.get(sdl) ?? buildSchema(sdl);
const diff = (before: string, after: string) => diffApi(schemaOf(before), schemaOf(after));

describe('what changes for clients', { timeout: 60_000 }, () => {
  test.each(cases)('$name', ({ before, after, says, words = [] }) => {
    const changes = diff(before, after);
    expect(changes.map(summary)).toEqual(says);
    for (const word of words) expect(changes.map(wordsOf).join('\n')).toContain(word);
  });

  test('nothing changes for whoever compares a schema with itself', () => {
    expect(cases.flatMap(({ before, after }) => [...diff(before, before), ...diff(after, after)])).toEqual([]);
  });

  test('every kind of change has a case here, there or back; who may ask is told of subgraphs', () => {
    const said = new Set(cases.flatMap(({ before, after }) => [...diff(before, after), ...diff(after, before)]).map(({ kind }) => kind));
    const access = /^(?:AUTHENTICATED|REQUIRES_SCOPES|POLICY|COST|LIST_SIZE)_/;
    expect([...commonChangeKinds, ...clientChangeKinds].filter((kind) => !said.has(kind) && !access.test(kind))).toEqual([]);
  });

  test('what is safe asks for nothing, and every change says who may break and what to do', () => {
    for (const change of cases.flatMap(({ before, after }) => diff(before, after))) {
      expect(change.advice === 'Nothing to do.', change.id).toBe(change.level === 'safe');
      for (const text of [change.message, change.reason, change.advice]) expect(text, change.id).toMatch(/^[A-Z@].*/);
    }
  });
});
