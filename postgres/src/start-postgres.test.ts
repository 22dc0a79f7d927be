import { expect, test } from 'vitest';
import { quickRecovery } from './start-postgres.ts';

test('after a kill the folder is synced as one file system where Linux tells of errors that way, and file by file elsewhere', () => {
  for (const kernel of ['5.8.0', '5.15.0-91-generic', '6.18.44-fc'])
    expect(quickRecovery('linux', kernel)).toEqual(['recovery_init_sync_method=syncfs']);
  for (const kernel of ['4.19.0', '5.7.19', 'unknown']) expect(quickRecovery('linux', kernel)).toEqual([]);
  expect(quickRecovery('darwin', '24.1.0')).toEqual([]);
});
