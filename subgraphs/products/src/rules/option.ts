export const maxOptions = 5;
export const maxOptionValues = 200;
export const maxVariants = 2_000;

/** An axis along which the variants of a product differ, such as its colour. */
export interface ProductOption {
  readonly code: string;
  readonly name: string;
  /** In the order they are offered. */
  readonly values: readonly OptionValue[];
}

export interface OptionValue {
  readonly code: string;
  readonly name: string;
  /** As #rrggbb. */
  readonly color: string | null;
  /** One of the pictures of its product, or of a variant. Absent where there is none, as in options from before they had pictures. */
  readonly mediaId?: string;
}

/** Code of an option to the code of its value. */
export type OptionChoice = Readonly<Record<string, string>>;

export interface SelectedOption {
  readonly code: string;
  readonly value: string;
}

/** Of equal choices the same text. */
export const choiceKey = (choice: OptionChoice): string =>
  Object.entries(choice)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, value]) => `${code}=${value}`)
    .join('&');

/** What the choice is called: "Blue, Large". */
export const choiceLabel = (options: readonly ProductOption[], choice: OptionChoice): string =>
  options.flatMap(({ code, values }) => values.filter((value) => value.code === choice[code]).map(({ name }) => name)).join(', ');
