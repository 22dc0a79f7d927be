import type { DemoShop } from '../support/demo-shop.ts';
import type { Coverage } from './coverage.ts';

/** An operation that must be answered without an error; what it held is noted. Every object of the answer says what it is. */
export type Say = <Data = unknown>(operation: string, variables?: Record<string, unknown>, token?: string) => Promise<Data>;

export const sayTo =
  (shop: DemoShop, coverage: Coverage): Say =>
  async <Data>(operation: string, variables?: Record<string, unknown>, token?: string) => {
    const asked = coverage.prepare(operation);
    const data = await shop.askFor<Data>(asked, variables, token);
    coverage.note(asked, data);
    return data;
  };
