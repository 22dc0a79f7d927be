import type { MediaResolvers } from '#generated/resolvers';
import { altIn } from '#media/rules/picture';

export const Media: MediaResolvers = {
  alt: (media, { locale }) => altIn(media, locale),
  url: (media, asked, { useCases }) => useCases.urlOf(media, asked),
};
