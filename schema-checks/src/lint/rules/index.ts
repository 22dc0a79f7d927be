import type { Rule } from '../rule.ts';
import { booleanClaims } from './boolean-claims.ts';
import { borderNullability } from './border-nullability.ts';
import { connectionShape } from './connection-shape.ts';
import { dates } from './dates.ts';
import { deprecationReasons } from './deprecation-reasons.ts';
import { descriptions } from './descriptions.ts';
import { entityBatching } from './entity-batching.ts';
import { entityKeys } from './entity-keys.ts';
import { enumDirections } from './enum-directions.ts';
import { enumValues } from './enum-values.ts';
import { fieldNames } from './field-names.ts';
import { ids } from './ids.ts';
import { inaccessibleLeaks } from './inaccessible-leaks.ts';
import { inputNames } from './input-names.ts';
import { internalNames } from './internal-names.ts';
import { listLimits } from './list-limits.ts';
import { money } from './money.ts';
import { mutationShape } from './mutation-shape.ts';
import { noAnyScalars } from './no-any-scalars.ts';
import { noGetPrefix } from './no-get-prefix.ts';
import { refusals } from './refusals.ts';
import { requiresArguments } from './requires-arguments.ts';
import { specifiedScalars } from './specified-scalars.ts';
import { typeNames } from './type-names.ts';
import { unionFields } from './union-fields.ts';
import { unusedTypes } from './unused-types.ts';

/** Every rule, by name. */
export const rules: readonly Rule[] = [
  booleanClaims,
  borderNullability,
  connectionShape,
  dates,
  deprecationReasons,
  descriptions,
  entityBatching,
  entityKeys,
  enumDirections,
  enumValues,
  fieldNames,
  ids,
  inaccessibleLeaks,
  inputNames,
  internalNames,
  listLimits,
  money,
  mutationShape,
  noAnyScalars,
  noGetPrefix,
  refusals,
  requiresArguments,
  specifiedScalars,
  typeNames,
  unionFields,
  unusedTypes,
];
