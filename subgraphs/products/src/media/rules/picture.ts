/** Formats that pictures are served in. SVG is for drawings of our own alone. */
export const formats = ['AVIF', 'WEBP', 'JPEG', 'SVG'] as const;
export type ImageFormat = (typeof formats)[number];
export type RasterFormat = Exclude<ImageFormat, 'SVG'>;

/** Widths that are made. Few, so that caches meet the same address often and a picture has at most 22 files. */
export const widths = [160, 320, 480, 640, 960, 1_280, 1_920] as const;

/** A picture that is kept: what it was made of is not. */
export interface Media {
  id: string;
  /** Of its bytes, 32 letters: the address changes with the picture. */
  hash: string;
  /** How it is kept. */
  format: 'WEBP' | 'SVG';
  width: number;
  height: number;
  alt: string | null;
  /** Locale to text. */
  altTranslations: Readonly<Record<string, string>>;
  focalX: number | null;
  focalY: number | null;
}

export const types = { AVIF: 'image/avif', WEBP: 'image/webp', JPEG: 'image/jpeg', SVG: 'image/svg+xml' } as const satisfies Record<
  ImageFormat,
  string
>;

/** The smallest width that is enough, as the picture itself allows; drawings allow all. */
export function widthFor({ width, format }: Pick<Media, 'width' | 'format'>, asked: number | null | undefined): number {
  const enough = Math.min(asked ?? Number.POSITIVE_INFINITY, format === 'SVG' ? Number.POSITIVE_INFINITY : width);
  return widths.find((each) => each >= enough) ?? widths[widths.length - 1] ?? 1_920;
}

/** What one address asks for; no format: the best that the browser takes. */
export interface Asked {
  hash: string;
  /** Undefined: as it is kept, which is for drawings alone. */
  width: number | undefined;
  format: ImageFormat | undefined;
}

const extensions: Readonly<Record<string, ImageFormat>> = { avif: 'AVIF', webp: 'WEBP', jpg: 'JPEG', svg: 'SVG' };
const nameOf: Readonly<Record<ImageFormat, string>> = { AVIF: 'avif', WEBP: 'webp', JPEG: 'jpg', SVG: 'svg' };

export const fileName = ({ hash, width, format }: Asked): string =>
  `${hash}${width === undefined ? '' : `-${width}`}${format === undefined ? '' : `.${nameOf[format]}`}`;

/** The file that the others are made of; of a photograph it has no address. */
export const keptName = ({ hash, format }: Pick<Media, 'hash' | 'format'>): string => fileName({ hash, width: undefined, format });

const pattern = /^([0-9a-f]{32})(?:-(\d{3,4}))?(?:\.([a-z]{3,4}))?$/;

/** Undefined for a name that no address of ours has: no other one ever reaches the files. */
export function readFileName(name: string): Asked | undefined {
  const [, hash, digits, extension] = pattern.exec(name) ?? [];
  if (hash === undefined) return undefined;
  const format = extension === undefined ? undefined : extensions[extension];
  if (extension !== undefined && format === undefined) return undefined;
  if (digits === undefined) return format === 'SVG' ? { hash, width: undefined, format } : undefined;
  const width = widths.find((each) => String(each) === digits);
  return width === undefined || format === 'SVG' ? undefined : { hash, width, format };
}

/** The address from the root of the shop. A drawing is told as SVG where that is asked for; of a photograph there is none. */
export function addressOf(media: Media, asked: { width?: number | null | undefined; format?: ImageFormat | null | undefined }): string {
  const { id, hash } = media;
  if (asked.format === 'SVG' && media.format === 'SVG') return `/media/${id}/${fileName({ hash, width: undefined, format: 'SVG' })}`;
  const format = asked.format === 'SVG' ? undefined : (asked.format ?? undefined);
  return `/media/${id}/${fileName({ hash, width: widthFor(media, asked.width), format })}`;
}

/** The best that the browser names; JPEG is for everybody. Nobody names a format that they would rather not have. */
export function negotiated(accept: string | undefined): RasterFormat {
  const named = (type: string): boolean =>
    (accept ?? '').split(',').some((each) => each.trim().startsWith(type) && !/;\s*q=0(\.0*)?$/.test(each));
  if (named(types.AVIF)) return 'AVIF';
  return named(types.WEBP) ? 'WEBP' : 'JPEG';
}

const locales = (locale: string): string[] => {
  const parts = locale.toLowerCase().split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
};

/** In this language, else in one that it is a kind of, else in the shop's. */
export function altIn({ alt, altTranslations }: Pick<Media, 'alt' | 'altTranslations'>, locale: string | null | undefined): string | null {
  const texts = new Map(Object.entries(altTranslations).map(([name, text]) => [name.toLowerCase(), text]));
  const found = locale ? locales(locale).find((each) => texts.has(each)) : undefined;
  return (found === undefined ? undefined : texts.get(found)) ?? alt;
}
