import { randomUUID } from 'node:crypto';
import type { Caller } from '@cartograph/kit/caller';
import type { Room } from '@cartograph/kit/room';
import type { Commands } from '#commands';
import { staff } from '#testing/shop';

const product = `product {
  id version slug title description status publishAt tags productType { code } attributes { code values } categories { slug }
  seo { title description } translations { locale slug title description seo { title } }
  options { code name values { code name color } }
  variants { id sku title version barcode weightGrams taxCategoryCode options { code name value label } }
}`;

const parts: Record<string, string> = {
  InvalidInput: 'path fields { path message allowed }',
  VersionConflict: 'currentVersion',
  AlreadyExists: 'path existingId',
  InvalidTransition: 'allowed',
  StillInUse: 'uses',
};

/** Of a refusal that may be one of these. */
export const problem = (...kinds: string[]): string =>
  ['... on Problem { code message }', ...kinds.map((kind) => `... on ${kind} { ${parts[kind]} }`)].join(' ');

const any = problem('InvalidInput', 'VersionConflict', 'AlreadyExists', 'InvalidTransition');

export interface Shown {
  id: string;
  version: number;
  slug: string;
  title: string;
  variants: { id: string; sku: string; version: number; title: string | null; options: { code: string; value: string; label: string }[] }[];
  [field: string]: unknown;
}

export interface Refused {
  code: string;
  message: string;
  path?: string[];
  fields?: { path: string[]; message: string; allowed: string[] | null }[];
  currentVersion?: number;
  existingId?: string;
  allowed?: string[];
}

export type Answer = { __typename: string; product?: Shown; products?: Shown[]; refused?: { index: number; problem: Refused }[] } & Refused;

/** What staff write through the graph: each gives the result of the union, or throws what stands in `errors`. */
export const staffOf = (room: Room<Commands>, caller: Caller = staff) => {
  const ask = async (field: string, query: string, input: unknown): Promise<Answer> => {
    const { data, errors } = await room.execute({ query, variables: { input } }, caller, randomUUID());
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
    return data?.[field] as Answer;
  };
  const mutation = (name: string, type: string, shown: string) => (input: unknown) =>
    ask(name, `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${shown} } }`, input);
  const create = mutation(
    'createProduct',
    'CreateProductInput',
    `... on ProductCreated { ${product} } ${problem('InvalidInput', 'AlreadyExists')}`,
  );
  const update = mutation('updateProduct', 'UpdateProductInput', `... on ProductUpdated { ${product} } ${any}`);
  const duplicate = mutation(
    'duplicateProduct',
    'DuplicateProductInput',
    `... on ProductCreated { ${product} } ${problem('InvalidInput', 'AlreadyExists')}`,
  );
  return {
    duplicate,
    create: (product: object, idempotencyKey: string = randomUUID()) => create({ idempotencyKey, product }),
    update: (id: string, expectedVersion: number, product: object) => update({ id, expectedVersion, product }),
    updateMany: mutation(
      'updateProducts',
      'UpdateProductsInput',
      `... on ProductsUpdated { ${product.replace('product', 'products')} refused { index problem { ${any} } } } ${problem('InvalidInput')}`,
    ),
    /** As staff reads it. */
    read: async (id: string): Promise<Shown> => {
      const { data } = await room.execute(
        { query: `query ($id: ID!) { ${product.replace('product', 'product(id: $id)')} }`, variables: { id } },
        staff,
      );
      return data?.['product'] as Shown;
    },
  };
};

export type Staff = ReturnType<typeof staffOf>;

/** The product that was made; throws where it was refused. */
export async function made(answer: Promise<Answer>): Promise<Shown> {
  const { product, code, message, fields } = await answer;
  if (!product) throw new Error(`${code}: ${message} ${JSON.stringify(fields)}`);
  return product;
}

/** A T-shirt in two colours and two sizes. */
export const shirt = (slug: string) => ({
  slug,
  title: 'Linen shirt',
  description: 'Woven in Flanders.\nWash at 40 degrees.',
  tags: ['linen', 'summer'],
  seo: { title: 'Linen shirts', description: 'Light and cool' },
  options: [
    {
      code: 'color',
      name: 'Colour',
      values: [
        { code: 'blue', name: 'Blue', color: '#0044AA' },
        { code: 'white', name: 'White' },
      ],
    },
    {
      code: 'size',
      name: 'Size',
      values: [
        { code: 's', name: 'Small' },
        { code: 'm', name: 'Medium' },
      ],
    },
  ],
  variants: ['blue-s', 'blue-m', 'white-s'].map((name) => {
    const [color = '', size = ''] = name.split('-');
    return {
      sku: `${slug}-${name}`.toUpperCase(),
      options: [
        { code: 'size', value: size },
        { code: 'color', value: color },
      ],
      weightGrams: 240,
      taxCategoryCode: 'standard',
      barcode: '4006381333931',
    };
  }),
});
