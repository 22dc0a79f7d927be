import type { z } from 'zod';
import type { Finding, Place } from '../model.ts';
import { parseJson } from '../project/json.ts';
import { inPointer, jsonPlaces } from '../project/json-places.ts';

interface Read<T> {
  value: T;
  /** Of what stands at a JSON pointer. */
  placeOf: (pointer: string) => Place;
}

/** A JSON file of a known form, or one error of this rule for each thing that is wrong in it. */
export function readJson<T>(file: string, text: string, form: z.ZodType<T>, rule: string): Read<T> | Finding[] {
  const parsed = parseJson(text);
  if ('problem' in parsed) {
    const { problem, line, column } = parsed;
    return [{ rule, severity: 'error', message: `${file}: ${problem}`, place: { file, line, column } }];
  }
  const placeOf = jsonPlaces(text, file);
  const { success, data, error } = form.safeParse(parsed.value);
  if (success) return { value: data, placeOf };
  return error.issues.map(({ path, message }) => ({
    rule,
    severity: 'error',
    message: `${path.join('.') || file} ${message.endsWith('received undefined') ? 'is missing' : `is wrong: ${message}`}.`,
    place: placeOf(path.map((part) => inPointer(String(part))).join('')),
  }));
}
