import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import { type At, under } from '#editing/rules/ground';
import { codeFaults, repeatedFaults, textFaults } from '#editing/rules/text';
import type { AttributeDefinition, AttributeType, ProductType } from '#rules/attribute';

export const maxTypes = 200;
const maxAttributes = 100;
const maxEnumValues = 200;

export interface SaveProductTypeCommand {
  id?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  code: string;
  name: string;
  attributes: readonly AttributeDefinitionInput[];
}

export interface AttributeDefinitionInput {
  code: string;
  name: string;
  type: AttributeType;
  unit?: string | null | undefined;
  values?: readonly string[] | null | undefined;
  required?: boolean | null | undefined;
  filterable?: boolean | null | undefined;
}

export function productTypeFaults({ code, name, attributes }: SaveProductTypeCommand): FieldProblem[] {
  const at = under();
  const own = [...codeFaults(at('code'), code), ...textFaults(at('name'), name, { min: 1, max: 200 })];
  if (attributes.length > maxAttributes)
    return [...own, fieldProblem(at('attributes'), `attributes must have at most ${maxAttributes} entries.`)];
  return [
    ...own,
    ...attributes.flatMap((definition, index) => definitionFaults(definition, under('attributes', index))),
    ...repeatedFaults(
      attributes.map((one) => one.code),
      (index) => at('attributes', index, 'code'),
      'The attribute',
    ),
  ];
}

function definitionFaults({ code, name, type, unit, values }: AttributeDefinitionInput, at: At): FieldProblem[] {
  const hasList = type === 'ENUM' || type === 'MULTI_ENUM';
  const list = values ?? [];
  return [
    ...codeFaults(at('code'), code),
    ...textFaults(at('name'), name, { min: 1, max: 100 }),
    ...textFaults(at('unit'), unit, { max: 20 }),
    ...(hasList && (list.length < 1 || list.length > maxEnumValues)
      ? [fieldProblem(at('values'), `values must have 1 to ${maxEnumValues} entries for ${type}.`)]
      : []),
    ...(!hasList && list.length > 0 ? [fieldProblem(at('values'), `values are for ENUM and MULTI_ENUM: ${type} has none.`)] : []),
    ...(hasList
      ? list.slice(0, maxEnumValues).flatMap((value, index) => textFaults(at('values', index), value, { min: 1, max: 100 }))
      : []),
    ...repeatedFaults(list.slice(0, maxEnumValues), (index) => at('values', index), 'The value'),
  ];
}

export const productTypeOf = ({ code, name, attributes }: SaveProductTypeCommand, id: string, version: number): ProductType => ({
  id,
  version,
  code,
  name: name.trim(),
  attributes: attributes.map(
    (one): AttributeDefinition => ({
      code: one.code,
      name: one.name.trim(),
      type: one.type,
      unit: one.unit?.trim() || null,
      values: one.type === 'ENUM' || one.type === 'MULTI_ENUM' ? [...(one.values ?? [])] : null,
      required: one.required ?? false,
      filterable: one.filterable ?? false,
    }),
  ),
});

/** What no product may say any more: values of these attributes, all where `values` is null. */
export function forbiddenBy(before: ProductType, after: ProductType): { code: string; values: readonly string[] | null }[] {
  return before.attributes.flatMap(({ code, type, values }): { code: string; values: readonly string[] | null }[] => {
    const now = after.attributes.find((one) => one.code === code);
    if (!now || (now.type !== type && !(type === 'ENUM' && now.type === 'MULTI_ENUM'))) return [{ code, values: null }];
    const gone = (values ?? []).filter((value) => !now.values?.includes(value));
    return gone.length > 0 ? [{ code, values: gone }] : [];
  });
}
