import type { Composition, Finding } from '../model.ts';
import type { Config } from '../project/config.ts';
import type { GeneratedFile, Source } from '../project/generated.ts';
import { type ComposedContract, composeContract } from './compose-contract.ts';

export interface ComposedContracts {
  /** What each contract of the configuration composes to, in its order. */
  composed: { contract: Config['contracts'][number]; result: ComposedContract }[];
  /** API schemas, and supergraphs where the configuration wants them; nothing of a contract that is refused. */
  files: GeneratedFile[];
  /** Refusals and warnings. */
  findings: Finding[];
}

export const contractSource: Source = { command: 'contract', says: 'what its contract composes to' };

/** All contracts of a configuration, composed. */
export function composeContracts(composition: Composition, contracts: Config['contracts']): ComposedContracts {
  const composed = contracts.map((contract) => ({ contract, result: composeContract(composition, contract) }));
  const files = composed.flatMap(({ contract, result }) => {
    if (result.kind === 'refused') return [];
    const api = { file: contract.file, text: result.api };
    return contract.supergraph === undefined ? [api] : [api, { file: contract.supergraph, text: result.supergraph }];
  });
  return { composed, files, findings: composed.flatMap(({ result }) => result.findings) };
}
