import type { Queryable } from '@cartograph/kit/db';
import { customerColumns } from '#accounts/customer-store';
import type { Consent, Customer } from '#accounts/rules/customer';
import type { CustomerQuery, CustomerRange, CustomerSearch } from '#accounts/rules/customer-query';
import { tierBounds } from '#points/rules/tier';

/** A customer on a page, with their place there. */
export type PlacedCustomer = Customer & { micros: string };

// Each way to match by its own index, then the primary key, since one `or` over two tables reads all of both. Ranges and no `like`: its
// pattern is a parameter, of which a plan cannot make a range.
const beginsWith = (column: string, prefix: string): string => `${column} ~>=~ ${prefix} and ${column} ~<~ (${prefix} || '\u{10ffff}')`;

function searched({ text, phone, words }: CustomerSearch, bind: (value: unknown) => string): string {
  const ways = [`select id from customers where ${beginsWith('lower(email)', `lower(${bind(text)}::text)`)}`];
  if (words !== null)
    ways.push(`select id from customers where to_tsvector('simple', coalesce(name, '')) @@ to_tsquery('simple', ${bind(words)})`);
  if (phone !== null)
    for (const [id, table] of [
      ['customer_id', 'addresses'],
      ['id', 'customers'],
    ])
      ways.push(`select ${id} from ${table} where phone is not null and ${beginsWith('phone', `${bind(phone)}::text`)}`);
  return `c.id in (${ways.join(' union ')})`;
}

/** Only what is asked for stands in the statement, so that it can be read by the index of what is. */
function conditionsOf(
  { search, groupCode, tiers, marketingConsent, registeredAfter, registeredBefore }: CustomerQuery,
  values: unknown[],
): string[] {
  const bind = (value: unknown): string => `$${values.push(value)}`;
  return [
    search === undefined ? [] : searched(search, bind),
    groupCode === undefined ? [] : `c.group_codes <> '{}' and c.group_codes @> array[${bind(groupCode)}::text]`,
    tiers === undefined ? [] : `exists (select from loyalty_accounts a where a.customer_id = c.id and (${tiersOf(tiers)}))`,
    marketingConsent === undefined ? [] : consents(marketingConsent, bind),
    registeredAfter === undefined ? [] : `c.created_at >= ${bind(registeredAfter)}`,
    registeredBefore === undefined ? [] : `c.created_at < ${bind(registeredBefore)}`,
  ].flat();
}

/** Those who were never asked are the most: only the others are in an index. */
const consents = (consent: Consent, bind: (value: unknown) => string): string =>
  `c.marketing_consent ${consent === 'NOT_GIVEN' ? '' : "<> 'NOT_GIVEN' and c.marketing_consent "}= ${bind(consent)}`;

const tiersOf = (tiers: NonNullable<CustomerQuery['tiers']>): string =>
  tiers
    .map((tier) => tierBounds[tier])
    .map(({ from, below }) => `a.lifetime >= ${from}${below === null ? '' : ` and a.lifetime < ${below}`}`)
    .join(' or ') || 'false';

const where = (conditions: readonly string[]): string => (conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`);

/** A page of customers, newest first, in the direction of reading. */
export async function findCustomers(
  db: Queryable,
  query: CustomerQuery,
  { limit, backward, place }: CustomerRange,
): Promise<PlacedCustomer[]> {
  const values: unknown[] = [];
  const conditions = conditionsOf(query, values);
  const [side, direction] = backward ? ['>', 'asc'] : ['<', 'desc'];
  if (place) {
    values.push(place.micros, place.id);
    const at = `to_timestamp(0) + $${values.length - 1}::bigint * interval '1 microsecond'`;
    conditions.push(`(c.created_at, c.id) ${side} (${at}, $${values.length}::uuid)`);
  }
  values.push(limit);
  return db.query<PlacedCustomer & Record<string, unknown>>({
    text: `select ${customerColumns}, (extract(epoch from c.created_at) * 1000000)::bigint::text as micros
           from customers c ${where(conditions)}
           order by c.created_at ${direction}, c.id ${direction} limit $${values.length}`,
    values,
  });
}

export async function countCustomers(db: Queryable, query: CustomerQuery): Promise<number> {
  const values: unknown[] = [];
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from customers c ${where(conditionsOf(query, values))}`,
    values,
  });
  return row?.count ?? 0;
}
