import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes, SavePriceListInput } from '#generated/resolvers';
import type { SavePriceListOutcome } from '#prices/save-price-list';

export const savePriceList: NonNullable<MutationResolvers['savePriceList']> = async (_root, { input }, { caller, useCases }) => {
  requireScope(caller, 'prices:write');
  return resultOf(await useCases.savePriceList(commandOf(input)));
};

const commandOf = ({ id, expectedVersion, currencyCode, ...state }: SavePriceListInput) => ({
  id: id ?? null,
  expectedVersion: expectedVersion ?? null,
  state: {
    code: state.code,
    name: state.name,
    currency: currencyCode,
    priority: state.priority,
    customerGroupCodes: state.customerGroupCodes ?? [],
    channelCode: state.channelCode ?? null,
    validFrom: state.validFrom ?? null,
    validTo: state.validTo ?? null,
  },
});

function resultOf(outcome: SavePriceListOutcome): Awaited<ResolversTypes['SavePriceListResult']> {
  switch (outcome.kind) {
    case 'saved':
      return { __typename: 'PriceListSaved', priceList: outcome.list };
    case 'refused':
      return outcome.problem;
  }
}
