import type { StockTransferResolvers } from '#generated/resolvers';
import type { Loaders } from '#loaders';
import type { Location } from '#rules/location';

export const StockTransfer: StockTransferResolvers = {
  from: ({ fromLocationId }, _args, { loaders }) => locationOf(fromLocationId, loaders),
  to: ({ toLocationId }, _args, { loaders }) => locationOf(toLocationId, loaders),
};

async function locationOf(id: string, { locations }: Loaders): Promise<Location> {
  const location = await locations.load(id);
  if (!location) throw new Error(`a transfer's location ${id} is gone`);
  return location;
}
