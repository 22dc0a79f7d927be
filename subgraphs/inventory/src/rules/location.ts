/** A place that goods lie at and leave from. */
export interface Location {
  readonly id: string;
  readonly name: string;
  /** Goods are taken from the lowest first. */
  readonly priority: number;
}

/** More than a list of them shows. */
export const maxLocations = 200;
