import { z } from 'zod';
import { InputProblem } from '../problem.ts';

/** The day that a command judges by. */
export function today(given: string | undefined): string {
  if (given === undefined) return new Date().toISOString().slice(0, 10);
  if (!z.iso.date().safeParse(given).success) throw new InputProblem(`--today ${given}: must be a date, such as 2027-01-31.`);
  return given;
}
