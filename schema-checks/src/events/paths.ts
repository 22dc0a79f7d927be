import type { Shape } from './shape.ts';

/** `lines[].sku` as the steps that lead there: `lines`, `[]`, `sku`. A value of a map is `*`. */
export const stepsOf = (path: string): string[] => (path === '' ? [] : path.replaceAll('[]', '.[]').replace(/^\./, '').split('.'));

export const below = (path: string, step: string): string => (step === '[]' || path === '' ? `${path}${step}` : `${path}.${step}`);

/** Whether one path leads through the other, or to it. */
export function isWithin(path: string, outer: string): boolean {
  const steps = stepsOf(path);
  return stepsOf(outer).every((step, index) => steps[index] === step);
}

/** Whether a schema describes what stands at a path, or at it in one of several choices. */
export function describes(shape: Shape, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
  const map = typeof shape.rest === 'string' ? undefined : shape.rest;
  const next = step === '[]' ? shape.items : step === '*' ? map : shape.fields.get(step)?.shape;
  return (next !== undefined && describes(next, rest)) || shape.branches.some((branch) => describes(branch, steps));
}
