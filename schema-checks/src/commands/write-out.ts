import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputProblem } from '../problem.ts';

/** Writes to a file, whose folder is made, or to standard output for `-`. */
export function writeOut(option: string, file: string, text: string): void {
  if (file === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new InputProblem(`${option} ${file}: cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}
