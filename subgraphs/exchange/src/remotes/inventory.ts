import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { Verbs } from '#generated/remotes/inventory';

export type CountedRow = Verbs['ExchangeImportStock']['command']['rows'][number];
export type CountOutcome = Verbs['ExchangeImportStock']['outcome']['rows'][number];
export type ExportedLevel = Verbs['ExchangeExportStock']['outcome']['rows'][number];

/** What exchange asks of inventory. */
export type InventoryRemote = ReturnType<typeof inventoryOverHttp>;

/** Inventory over HTTP. */
export function inventoryOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './inventory.graphql');
  return { importStock: verb('ExchangeImportStock', 'batch'), exportStock: verb('ExchangeExportStock', 'after') };
}
