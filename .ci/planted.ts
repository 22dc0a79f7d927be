/** What somebody could write; of several files the first is the one that is looked at. */
export interface Planted {
  what: string;
  /** The rule that must say no; '' where none may. */
  rule: string;
  files: Record<string, string>;
}

export const use = (specifier: string): string => `import { x } from '${specifier}';\nexport const y = x;\n`;
export const useType = (specifier: string): string => `import type { X } from '${specifier}';\nexport type Y = X;\n`;

export const plant = (what: string, rule: string, file: string, text: string, more: Record<string, string> = {}): Planted => ({
  what,
  rule,
  files: { [file]: text, ...more },
});

export const cycle = 'no cycle, of types neither';
export const laboratory = 'product code knows no test, no simulation and no testing';
export const named = 'an import says what it imports';
