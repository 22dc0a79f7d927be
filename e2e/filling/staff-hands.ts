import { ask } from '../support/ask.ts';

/** What one member of the staff does by the API alone. */
export interface Hands {
  /** One mutation, by its name; the answer must be of the type given, and is what that type has. */
  write<Answer>(mutation: string, input: object, wanted: string, selection?: string): Promise<Answer>;
  /** A query as it stands. */
  read<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
}

export function handsOf(url: string, token: string): Hands {
  return {
    write: async <Answer>(mutation: string, input: object, wanted: string, selection = '') => {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
      const query = `mutation Write($input: ${type}!) { ${mutation}(input: $input) {
        __typename ... on ${wanted} { ${selection || '__typename'} } ... on Problem { code message } ... on InvalidInput { fields { path message } } } }`;
      const { data, errors } = await ask<Record<string, { __typename: string }>>(url, query, { input }, { token });
      const answer = data?.[mutation];
      if (errors || answer?.__typename !== wanted) throw new Error(`${mutation} gave ${JSON.stringify(answer ?? errors)}`);
      return answer as Answer;
    },
    read: async <Data>(query: string, variables: Record<string, unknown> = {}) => {
      const { data, errors } = await ask<Data>(url, query, variables, { token });
      if (errors || !data) throw new Error(`the query failed: ${JSON.stringify(errors)}`);
      return data;
    },
  };
}
