import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes, SaveShippingMethodInput, ShippingZoneInput } from '#generated/resolvers';
import type { SaveShippingMethodOutcome } from '#shipping/save-shipping-method';

export const saveShippingMethod: NonNullable<MutationResolvers['saveShippingMethod']> = async (_root, { input }, { caller, useCases }) => {
  requireScope(caller, 'prices:write');
  return resultOf(await useCases.saveShippingMethod(commandOf(input)));
};

const commandOf = ({ id, expectedVersion, taxCategoryCode, carrier, names, zones, ...method }: SaveShippingMethodInput) => ({
  id: id ?? null,
  expectedVersion: expectedVersion ?? null,
  given: {
    ...method,
    carrier: carrier ?? null,
    taxCategory: taxCategoryCode ?? null,
    names: (names ?? []).map(({ locale, name }) => ({ locale, name })),
    zones: zones.map(zoneOf),
  },
});

const zoneOf = ({ countries, regions, rates, minDays, maxDays }: ShippingZoneInput) => ({
  countries,
  regions: regions ?? null,
  minDays: minDays ?? null,
  maxDays: maxDays ?? null,
  rates: rates.map(({ price, freeFrom, maxWeightGrams }) => ({
    price,
    freeFrom: freeFrom ?? null,
    maxWeightGrams: maxWeightGrams ?? null,
  })),
});

function resultOf(outcome: SaveShippingMethodOutcome): Awaited<ResolversTypes['SaveShippingMethodResult']> {
  switch (outcome.kind) {
    case 'saved':
      return { __typename: 'ShippingMethodSaved', shippingMethod: outcome.method };
    case 'refused':
      return outcome.problem;
  }
}
