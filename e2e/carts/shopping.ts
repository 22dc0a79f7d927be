import { uuidv7 } from '@cartograph/kit/ids';
import type { DemoShop } from '../support/demo-shop.ts';

export interface Cart {
  id: string;
  version: number;
  currencyCode: string;
  itemCount: number;
  couponCodes: string[];
  lines: { sku: string; quantity: number; problem: { code: string; available: number | null } | null }[];
  quote: { total: { amount: string; currencyCode: string }; lines: { sku: string }[] } | null;
  stockProblems: { sku: string; requested: number; available: number }[] | null;
}

/** What became of a change to a cart. */
export interface Changed {
  __typename: string;
  cart: Cart | null;
  notices?: { code: string; sku: string | null; coupon: string | null }[];
  path?: string[];
  code?: string;
  message?: string;
}

export const cartFields = `id version currencyCode itemCount couponCodes lines { sku quantity problem { code available } }
  quote { total { amount currencyCode } lines { sku } } stockProblems { sku requested available }`;

const fields = `__typename ... on CartUpdated { cart { ${cartFields} } notices { code sku coupon } } ... on CartConflict { cart { ${cartFields} } }
  ... on InvalidInput { path } ... on Problem { code message }`;

/** A mutation of the cart, by name. */
export async function change(shop: DemoShop, name: string, input: Record<string, unknown>, token?: string): Promise<Changed> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation Change($input: ${type}!) { changed: ${name}(input: $input) { ${fields} } }`;
  return (await shop.askFor<{ changed: Changed }>(mutation, { input }, token)).changed;
}

export const add = (shop: DemoShop, input: Record<string, unknown>, token?: string): Promise<Changed> =>
  change(shop, 'addToCart', input, token);

/** The cart of an answer that must be one. */
export function cartOf(changed: Changed): Cart {
  if (changed.__typename !== 'CartUpdated' || !changed.cart) throw new Error(`not changed: ${JSON.stringify(changed)}`);
  return changed.cart;
}

export async function ownCart(shop: DemoShop, token: string): Promise<Cart | null> {
  return (await shop.askFor<{ me: { cart: Cart | null } }>(`{ me { cart { ${cartFields} } } }`, {}, token)).me.cart;
}

export async function findCart(shop: DemoShop, id: string, token?: string): Promise<Cart | null> {
  return (await shop.askFor<{ cart: Cart | null }>(`query Cart($id: ID!) { cart(id: $id) { ${cartFields} } }`, { id }, token)).cart;
}

export interface Entered {
  __typename: string;
  accessToken: string;
  cart: Cart | null;
  cartNotices: { code: string; sku: string | null }[] | null;
}

const session = `__typename ... on Session { accessToken cart { ${cartFields} } cartNotices { code sku } }`;

export async function signIn(shop: DemoShop, input: Record<string, unknown>): Promise<Entered> {
  const mutation = `mutation In($input: SignInInput!) { entered: signIn(input: $input) { ${session} } }`;
  return (await shop.askFor<{ entered: Entered }>(mutation, { input: { password, ...input } })).entered;
}

/** Somebody new. */
export async function signUp(shop: DemoShop, input: Record<string, unknown> = {}): Promise<Entered & { email: string }> {
  const email = `${uuidv7()}@example.com`;
  const mutation = `mutation Up($input: SignUpInput!) { entered: signUp(input: $input) { ${session} } }`;
  const { entered } = await shop.askFor<{ entered: Entered }>(mutation, { input: { email, password, ...input } });
  return { email, ...entered };
}

const password = 'cartograph-demo';
