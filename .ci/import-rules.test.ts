import { describe, expect, test } from 'vitest';
import { namesOf } from '../stack/src/new-room/names.ts';
import { skeleton } from '../stack/src/new-room/skeleton.ts';
import { findOffences } from './find-offences.ts';
import { importRules } from './import-rules.ts';
import { besideRooms } from './planted-beside-rooms.ts';
import { betweenWorkspaces } from './planted-between-workspaces.ts';
import { allowed } from './planted-controls.ts';
import { inRooms } from './planted-in-rooms.ts';
import { textRules } from './text-rules.ts';

const offences = [...betweenWorkspaces, ...inRooms, ...besideRooms];

const broken = (files: Record<string, string>, file: string): string[] =>
  findOffences(new Map(Object.entries(files)))
    .filter((one) => one.file === file)
    .map(({ rule }) => rule);

describe('refused is', () => {
  test.each(offences)('$what', ({ files, rule }) => {
    const [file = ''] = Object.keys(files);
    expect(broken(files, file)).toContain(rule);
  });
});

describe('allowed is', () => {
  test.each(allowed)('$what', ({ files }) => {
    const [file = ''] = Object.keys(files);
    expect(broken(files, file)).toEqual([]);
  });
});

test('every rule has an offence that it alone was planted for', () => {
  const planted = new Set(offences.map(({ rule }) => rule));
  const names = [...importRules, ...textRules].map(({ name }) => name);
  expect(names.filter((name) => !planted.has(name))).toEqual([]);
});

test('names of rules are told apart', () => {
  const names = [...importRules, ...textRules].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('a room that is generated keeps all rules', () => {
  const files = [...skeleton(namesOf('wishes', 4099))].map(([path, text]) => [`subgraphs/wishes/${path}`, text] as const);
  expect(files.map(([path]) => path)).toContain('subgraphs/wishes/src/server.ts');
  expect(findOffences(new Map(files))).toEqual([]);
});
