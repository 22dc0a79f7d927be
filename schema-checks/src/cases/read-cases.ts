import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Case, readCase } from './read-case.ts';

const folder = join(import.meta.dirname, '../../cases');

/** All cases of schema-checks/cases, by name. */
export const readCases = (): Case[] =>
  readdirSync(folder)
    .sort()
    .map((file) => {
      try {
        return readCase(file.replace(/\.txt$/, ''), readFileSync(join(folder, file), 'utf8'));
      } catch (error) {
        throw new Error(`schema-checks/cases/${file}: ${(error as Error).message}`);
      }
    });
