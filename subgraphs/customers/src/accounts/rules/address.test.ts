import { describe, expect, it } from 'vitest';
import { addressFault, normalizeAddress } from '#accounts/rules/address';

const oak = { line1: '12 Oak Ave', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' };
const pathOf = (change: Record<string, string>) => addressFault(normalizeAddress({ ...oak, ...change }))?.path;

describe('an address', () => {
  it('is trimmed, and what is empty is left out', () => {
    expect(normalizeAddress({ ...oak, name: ' ', line2: null, line1: ' 12 Oak Ave ', country: ' us' })).toEqual({
      ...oak,
      name: null,
      line2: null,
    });
    expect(pathOf({})).toBeUndefined();
  });

  it('needs a street, a city, a postal code and a country that exists', () => {
    for (const field of ['line1', 'city', 'postalCode', 'country']) expect(pathOf({ [field]: ' ' })).toEqual([field]);
    for (const country of ['XX', 'USA', 'Germany']) expect(pathOf({ country })).toEqual(['country']);
  });

  it('has fields of one line, not too long', () => {
    for (const field of ['name', 'line1', 'line2', 'city', 'region', 'postalCode']) {
      expect(pathOf({ [field]: 'x'.repeat(201) })).toEqual([field]);
      for (const bad of ['a\0b', 'a\ud800b']) expect(pathOf({ [field]: bad })).toEqual([field]);
    }
  });
});
