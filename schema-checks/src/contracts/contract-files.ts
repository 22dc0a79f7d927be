import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Composition, Finding } from '../model.ts';
import type { Config, Project } from '../project/config.ts';
import { type ComposedContract, composeContract } from './compose-contract.ts';

/** A generated file, its path from the project's root. */
export interface GeneratedFile {
  file: string;
  text: string;
}

export interface ComposedContracts {
  /** What each contract of the configuration composes to, in its order. */
  composed: { contract: Config['contracts'][number]; result: ComposedContract }[];
  /** API schemas, and supergraphs where the configuration wants them; nothing of a contract that is refused. */
  files: GeneratedFile[];
  /** Refusals and warnings. */
  findings: Finding[];
}

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

/** The files that are not, or not as they should be, in the project's folder. */
export const outdated = ({ root }: Project, files: readonly GeneratedFile[]): GeneratedFile[] =>
  files.filter(({ file, text }) => {
    const path = join(root, file);
    return !existsSync(path) || readFileSync(path, 'utf8') !== text;
  });
