import type { PersonalDataRequestResolvers } from '#generated/resolvers';

export const PersonalDataRequest: PersonalDataRequestResolvers = {
  downloadUrl: (request, _args, { useCases }) => useCases.downloadUrl(request),
};
