import type { RemoteCall } from '@cartograph/kit/remote';
import { readCalls } from '@cartograph/kit/remote-verbs';
import type { Calls } from '#generated/remotes/products';

export type ProductRow = Calls['ExchangeImportProducts']['variables']['rows'][number];
export type ExportedProduct = Calls['ExchangeExportProducts']['outcome'][number];

/** What exchange asks of products. */
export type ProductsRemote = ReturnType<typeof productsOverHttp>;

/** Products over HTTP. */
export function productsOverHttp(call: RemoteCall) {
  const ask = readCalls<Calls>(call, import.meta.url, './products.graphql');
  return { importRows: ask('ExchangeImportProducts'), exportRows: ask('ExchangeExportProducts') };
}
