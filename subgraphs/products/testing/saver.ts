import { randomUUID } from 'node:crypto';
import type { Room } from '@cartograph/kit/room';
import type { Commands } from '#commands';
import { staff } from '#testing/shop';
import { problem, type Refused } from '#testing/staff';

export type Saved = Refused & { __typename: string; id?: string; [thing: string]: unknown } & {
  category?: { id: string; version: number; position: number };
  collection?: { id: string; version: number };
  productType?: { id: string; version: number };
};

/** A mutation of staff that takes one input: `shown` is the success member of its union, with what is asked of it. */
export const saver =
  (room: Room<Commands>, name: string, shown: string, ...problems: string[]) =>
  async (input: object): Promise<Saved> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on ${shown} ${problem(...problems)} } }`;
    const { data, errors } = await room.execute({ query, variables: { input } }, staff, randomUUID());
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
    return data?.[name] as Saved;
  };
