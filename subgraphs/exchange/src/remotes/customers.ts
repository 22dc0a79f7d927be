import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { Verbs } from '#generated/remotes/customers';

export type CustomerRow = Verbs['ExchangeImportCustomers']['command']['rows'][number];
export type ImportedCustomer = Verbs['ExchangeImportCustomers']['outcome']['rows'][number];
export type ExportedCustomer = Verbs['ExchangeExportCustomers']['outcome']['rows'][number];

/** What exchange asks of customers. */
export type CustomersRemote = ReturnType<typeof customersOverHttp>;

/** Customers over HTTP. */
export function customersOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './customers.graphql');
  return { importCustomers: verb('ExchangeImportCustomers', 'batch'), exportCustomers: verb('ExchangeExportCustomers', 'after') };
}
