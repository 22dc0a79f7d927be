import type { Author } from '@cartograph/kit/audit';
import type { PageArguments } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { listLowStock } from '#list-low-stock';
import type { LevelFilter } from '#listing/level-store';
import { listLevels } from '#listing/list-levels';
import { listMovements } from '#listing/list-movements';
import type { MovementFilter } from '#listing/movement-store';
import { type SaveLocationCommand, saveLocation } from '#location/save-location';
import { listLocations } from '#location-store';
import { type SetStockPolicyCommand, setStockPolicy } from '#policy/set-stock-policy';
import type { Adjustment } from '#rules/adjustment';
import { maxLocations } from '#rules/location';
import type { Recording } from '#rules/recording';
import type { ReceiveCommand, SendCommand } from '#rules/transfer';
import { listTransfers } from '#transfer/list-transfers';
import { receiveTransfer } from '#transfer/receive-transfer';
import { sendTransfer } from '#transfer/send-transfer';
import { findTransfer, type TransferFilter } from '#transfer/transfer-store';
import { adjustStock } from '#writing/adjust-stock';
import { recordStock } from '#writing/record-stock';

export type UseCases = ReturnType<typeof createUseCases>;

/** What resolvers may do that is no look-up by key and no other room's command: the use cases with all that they need. */
export const createUseCases = (db: Database) => ({
  adjustStock: (adjustment: Adjustment, by: Author) => adjustStock(db, adjustment, by),
  recordStock: (recording: Recording, by: Author) => recordStock(db, recording, by),
  sendTransfer: (command: SendCommand, by: Author) => sendTransfer(db, command, by),
  receiveTransfer: (command: ReceiveCommand, by: Author) => receiveTransfer(db, command, by),
  findTransfer: (id: string) => findTransfer(db, id),
  listTransfers: (filter: TransferFilter, page: PageArguments) => listTransfers(db, filter, page),
  setStockPolicy: (command: SetStockPolicyCommand, by: Author) => setStockPolicy(db, command, by, new Date()),
  saveLocation: (command: SaveLocationCommand, by: Author) => saveLocation(db, command, by),
  listLocations: () => listLocations(db, maxLocations),
  listLowStock: (page: PageArguments) => listLowStock(db, page),
  listLevels: (filter: LevelFilter, page: PageArguments) => listLevels(db, filter, page),
  listMovements: (filter: MovementFilter, page: PageArguments) => listMovements(db, filter, page),
});
