import { startStack } from '../start-stack.ts';

// A start and a stop, as `npm start` does them: what a first start leaves lies in the folder then.
const [dataDir = '', seed] = process.argv.slice(2);
const stack = await startStack({ dataDir, seed: seed === 'demo' ? 'demo' : 'none', purpose: 'a test' });
await stack.stop();
