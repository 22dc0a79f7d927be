import { createCustomersRoom } from '#simulation/customers-room';
import type { History } from '#simulation/history';
import { createInventoryRoom } from '#simulation/inventory-room';
import { createPaymentsRoom } from '#simulation/payments-room';
import { createPricingRoom } from '#simulation/pricing-room';
import type { Time } from '#simulation/time';
import type { Witness } from '#simulation/witness';

/** The other rooms, each as its contract: Try, Confirm and Cancel once a placement, refusals and tombstones that are kept. */
export interface Rooms {
  inventory: ReturnType<typeof createInventoryRoom>;
  pricing: ReturnType<typeof createPricingRoom>;
  customers: ReturnType<typeof createCustomersRoom>;
  payments: ReturnType<typeof createPaymentsRoom>;
}

export const createRooms = (time: Time, witness: Witness, { changeAt }: Pick<History, 'changeAt'>): Rooms => ({
  inventory: createInventoryRoom(() => time.now()),
  pricing: createPricingRoom(() => time.now() >= changeAt),
  customers: createCustomersRoom(witness),
  payments: createPaymentsRoom(time, witness),
});
