/** The data of one operation by HTTP, outside of what is measured; an answer with errors fails. */
export async function askGateway<Data>(url: string, query: string, variables: object, token?: string): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data | null; errors?: unknown };
  if (errors !== undefined || !data) throw new Error(`${url} answers ${query.trim().split('\n')[0]} with ${JSON.stringify(errors)}`);
  return data;
}
