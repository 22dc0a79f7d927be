import { readFileSync } from 'node:fs';
import { personalDataRooms, roomsWithoutPersonalData } from '@cartograph/kit/personal-data';
import { expect, test } from 'vitest';
import { registry, rooms } from './rooms.ts';

const page = readFileSync(new URL('../../docs/personal-data.md', import.meta.url), 'utf8');
const answering: readonly string[] = personalDataRooms;

test.each(rooms)('%s says what it does for the personal data of a customer', async (room) => {
  const answers = (await registry[room].events()).some(({ type }) => type === `${room}.personal_data_answered`);
  expect(answers).toBe(answering.includes(room));
  if (room !== 'customers') expect(answers || roomsWithoutPersonalData[room] !== undefined).toBe(true);
  expect(page).toContain(`\n| ${room} | `);
});
