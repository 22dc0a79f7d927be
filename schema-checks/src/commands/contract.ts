import { composeContracts, contractSource } from '../contracts/contract-files.ts';
import { generate } from './generate.ts';

export const run = generate(
  { ...contractSource, does: "composes the API's variants that the configuration describes by tags, and writes them." },
  ({ config }, composition) => composeContracts(composition, config.contracts),
);
