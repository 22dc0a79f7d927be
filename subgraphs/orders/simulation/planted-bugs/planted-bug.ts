/** A bug as somebody could write it: in `file`, told from orders, `text` becomes `by`. */
export interface PlantedBug {
  name: string;
  file: string;
  text: string;
  by: string;
  /** What the simulation must say of it, in part. */
  blamed: RegExp;
  /** What it takes to meet the bug, when that is more than usual. */
  sagas?: number;
  /** From where on the draws meet a rare one soon; if they change, as many sagas as that are there to meet it all the same. Default 1. */
  seed?: number;
}
