import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import type { At } from '#editing/rules/ground';
import { isRichText } from '#editing/rules/rich-text';
import { repeatedFaults, textFaults } from '#editing/rules/text';
import type { AttributeDefinition, AttributeValues, ProductType } from '#rules/attribute';

export const maxAttributes = 100;

/** What is wrong with what a product of `type` says of itself. */
export function attributeFaults(attributes: readonly AttributeValues[], type: ProductType | undefined, at: At): FieldProblem[] {
  if (attributes.length > maxAttributes) return [fieldProblem(at('attributes'), `attributes must have at most ${maxAttributes} entries.`)];
  const known = type?.attributes ?? [];
  const codes = known.map(({ code }) => code);
  return [
    ...attributes.flatMap(({ code, values }, index) => {
      const definition = known.find((one) => one.code === code);
      if (definition) return valueFaults(definition, values, (...more) => at('attributes', index, 'values', ...more));
      const whose = type ? `Products of the type ${type.code} have` : 'A product without a type has';
      return [fieldProblem(at('attributes', index, 'code'), `${whose} no attribute ${code.slice(0, 64)}.`, codes)];
    }),
    ...repeatedFaults(
      attributes.map(({ code }) => code),
      (index) => at('attributes', index, 'code'),
      'The attribute',
    ),
  ];
}

function valueFaults(definition: AttributeDefinition, values: readonly string[], at: At): FieldProblem[] {
  const most = definition.type === 'MULTI_ENUM' ? 100 : 1;
  if (values.length < 1 || values.length > most)
    return [fieldProblem(at(), `${definition.code} must have ${most === 1 ? 'one value' : `1 to ${most} values`}.`)];
  return [
    ...values.flatMap((value, index) => oneValueFaults(definition, value, at(index))),
    ...repeatedFaults(values, (index) => at(index), 'The value'),
  ];
}

function oneValueFaults({ code, type, values: allowed }: AttributeDefinition, value: string, path: (string | number)[]): FieldProblem[] {
  const must = (fits: boolean, what: string, list?: readonly string[]) =>
    fits ? [] : [fieldProblem(path, `${code} must be ${what}.`, list)];
  switch (type) {
    case 'TEXT':
      return textFaults(path, value, { min: 1, max: 1_000, lines: true });
    case 'RICH_TEXT':
      return must(isRichText(value), 'text of at most 20,000 characters with plain tags only: p, br, strong, em, ul, ol, li, h2, h3');
    case 'NUMBER':
      return must(/^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(value), 'an exact decimal number such as "12.5"');
    case 'BOOLEAN':
      return must(value === 'true' || value === 'false', 'true or false', ['true', 'false']);
    case 'DATE':
      return must(isDate(value), 'a date that exists, such as "2026-01-31"');
    case 'ENUM':
    case 'MULTI_ENUM':
      return must(allowed?.includes(value) ?? false, 'one of its values', allowed ?? []);
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
