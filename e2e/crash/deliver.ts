import { startStack } from '@cartograph/stack/start-stack';

// Ships orders and gives their points, as fulfillment will: `node deliver.ts <data folder> <order id>...`, a process to be killed.

const [dataDir = '', ...orderIds] = process.argv.slice(2);
const stack = await startStack({ dataDir, purpose: 'a delivery' });
const { inventory, customers } = stack.rooms;
const commands = orderIds.map((placementId) => ({ placementId }));
const shipped = await inventory.commands.shipStock(commands);
await customers.commands.awardPoints(commands);
await stack.stop();
console.log(shipped.map(({ state }) => state).join());
