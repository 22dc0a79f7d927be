export type AttributeType = 'TEXT' | 'RICH_TEXT' | 'NUMBER' | 'BOOLEAN' | 'DATE' | 'ENUM' | 'MULTI_ENUM';

/** What products of a type may say of themselves. */
export interface AttributeDefinition {
  readonly code: string;
  readonly name: string;
  readonly type: AttributeType;
  readonly unit: string | null;
  /** What an ENUM or MULTI_ENUM may say. */
  readonly values: readonly string[] | null;
  /** A product on sale says it. */
  readonly required: boolean;
  readonly filterable: boolean;
}

export interface ProductType {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly name: string;
  readonly attributes: readonly AttributeDefinition[];
}

/** What a product says, in the form of its definition's type. */
export interface AttributeValues {
  readonly code: string;
  readonly values: readonly string[];
}
