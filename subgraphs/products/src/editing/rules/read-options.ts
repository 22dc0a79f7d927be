import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import type { At } from '#editing/rules/ground';
import type { OptionInput } from '#editing/rules/input';
import { codeFaults, countFaults, repeatedFaults, textFaults } from '#editing/rules/text';
import { maxOptions, maxOptionValues, type ProductOption } from '#rules/option';

export function optionFaults(options: readonly OptionInput[] | null | undefined, at: At): FieldProblem[] {
  if (options == null) return [];
  const tooMany = countFaults(at('options'), options, maxOptions);
  if (tooMany.length > 0) return tooMany;
  return [
    ...options.flatMap((option, index) => oneOptionFaults(option, (...more) => at('options', index, ...more))),
    ...repeatedFaults(
      options.map(({ code }) => code),
      (index) => at('options', index, 'code'),
      'The option',
    ),
  ];
}

function oneOptionFaults({ code, name, values }: OptionInput, at: At): FieldProblem[] {
  const wrong = [...codeFaults(at('code'), code), ...textFaults(at('name'), name, { min: 1, max: 100 })];
  if (values.length < 1 || values.length > maxOptionValues)
    return [...wrong, fieldProblem(at('values'), `values must have 1 to ${maxOptionValues} entries.`)];
  return [
    ...wrong,
    ...values.flatMap((value, index) => [
      ...codeFaults(at('values', index, 'code'), value.code),
      ...textFaults(at('values', index, 'name'), value.name, { min: 1, max: 100 }),
      ...(value.color == null || /^#[0-9a-f]{6}$/i.test(value.color)
        ? []
        : [fieldProblem(at('values', index, 'color'), 'color must be written as #rrggbb.')]),
    ]),
    ...repeatedFaults(
      values.map((value) => value.code),
      (index) => at('values', index, 'code'),
      'The value',
    ),
  ];
}

export const optionsOf = (
  options: readonly OptionInput[] | null | undefined,
  before: readonly ProductOption[],
): readonly ProductOption[] =>
  options === undefined
    ? before
    : (options ?? []).map(({ code, name, values }) => ({
        code,
        name: name.trim(),
        values: values.map((value) => ({
          code: value.code,
          name: value.name.trim(),
          color: value.color?.toLowerCase() ?? null,
          ...(value.mediaId == null ? {} : { mediaId: value.mediaId.toLowerCase() }),
        })),
      }));
