import { eventSequence } from '@cartograph/kit/outbox-tables';
import { sql } from 'drizzle-orm';
import { boolean, char, check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, createdAt, instant } from '#columns/tables';

export const customers = pgTable(
  'customers',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    /** As it was typed, and how accounts from before the identity were told apart. */
    email: text().notNull(),
    /**
     * What makes two spellings of an address one. Null: opened by a version without it and not looked at yet, or an older account has it
     * already; such an account is entered by its exact spelling.
     */
    emailIdentity: text('email_identity'),
    name: text(),
    roles: text().array().notNull().default(sql`'{customer}'`),
    /** A PHC string; null: nobody can sign in with a password. */
    passwordHash: text('password_hash'),
    /** Counts what staff and its owner change: of two who change one account at once, the second is told. */
    version: integer().notNull().default(1),
    /** Codes of customer_groups, sorted. A code never changes and no group is ever deleted, so they need no rows of their own. */
    groupCodes: text('group_codes').array().notNull().default(sql`'{}'`),
    /** Of staff, for staff. */
    note: text(),
    /** Since when nobody may sign in. */
    disabledAt: instant('disabled_at'),
    /** In E.164. */
    phone: text(),
    /** The language of letters to them: BCP 47. */
    locale: text(),
    /** May the shop send them more than what their orders need? */
    marketingConsent: text('marketing_consent', { enum: ['GIVEN', 'NOT_GIVEN', 'WITHDRAWN'] })
      .notNull()
      .default('NOT_GIVEN'),
    /** When they said so last; null: they were never asked. */
    marketingConsentAt: instant('marketing_consent_at'),
    /** Since when nothing here says who it was. */
    erasedAt: instant('erased_at'),
    createdAt: createdAt(),
    eventSequence: eventSequence(),
  },
  (table) => [
    uniqueIndex('customers_email_unique').on(sql`lower(${table.email})`),
    uniqueIndex('customers_email_identity_unique').on(table.emailIdentity),
    index('customers_without_identity').on(table.createdAt, table.id).where(sql`email_identity is null`),
    // What staff look for customers by.
    index('customers_by_age').on(table.createdAt, table.id),
    index('customers_email_prefix').on(sql`lower(${table.email}) text_pattern_ops`),
    index('customers_name_words').using('gin', sql`to_tsvector('simple', coalesce(${table.name}, ''))`),
    // Few of many: what a look at the staff, or at one group, reads.
    index('customers_staff').on(table.id).where(sql`roles && '{staff,admin}'`),
    index('customers_in_groups').using('gin', table.groupCodes).where(sql`group_codes <> '{}'`),
    index('customers_by_phone').on(sql`${table.phone} text_pattern_ops`).where(sql`phone is not null`),
    index('customers_who_consent').on(table.marketingConsent).where(sql`marketing_consent <> 'NOT_GIVEN'`),
    check('customers_version_positive', sql`${table.version} > 0`),
    check('customers_marketing_consent_known', sql`${table.marketingConsent} in ('GIVEN', 'NOT_GIVEN', 'WITHDRAWN')`),
    check('customers_consent_has_a_moment', sql`(${table.marketingConsent} = 'NOT_GIVEN') = (${table.marketingConsentAt} is null)`),
    check('customers_locale_at_most_35', sql`length(${table.locale}) between 2 and 35`),
    check('customers_groups_at_most_50', sql`cardinality(${table.groupCodes}) <= 50`),
    check('customers_note_at_most_10000', sql`length(${table.note}) between 1 and 10000`),
    check('customers_email_at_most_254', sql`length(${table.email}) between 3 and 254`),
    // 200 characters as a person counts them.
    check('customers_name_at_most_1000', sql`length(${table.name}) between 1 and 1000`),
    check('customers_roles_known', sql`cardinality(${table.roles}) > 0 and ${table.roles} <@ array['customer', 'staff', 'admin']`),
  ],
);

/** Whose a row is. */
export const customerId = () =>
  uuid('customer_id')
    .notNull()
    .references(() => customers.id);

/** Groups that staff put customers into, for prices and promotions. Never deleted: prices and orders know them by their code. */
export const customerGroups = pgTable(
  'customer_groups',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    code: text().notNull(),
    name: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('customer_groups_code_unique').on(sql`lower(${table.code})`),
    check('customer_groups_code_form', sql`${table.code} ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$'`),
    check('customer_groups_name_at_most_1000', sql`length(${table.name}) between 1 and 1000`),
    check('customer_groups_version_positive', sql`${table.version} > 0`),
  ],
);

/** One open invitation an account to choose a password, good once: a new one takes the place of the one before. */
export const passwordInvitations = pgTable(
  'password_invitations',
  {
    customerId: uuid('customer_id')
      .primaryKey()
      .references(() => customers.id),
    /** SHA-256: the token itself is known to whoever was given it. */
    tokenHash: bytea('token_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('password_invitations_token_unique').on(table.tokenHash),
    index('password_invitations_by_expiry').on(table.expiresAt),
    check('password_invitations_are_sha256', sql`length(${table.tokenHash}) = 32`),
  ],
);

export const addresses = pgTable(
  'addresses',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    customerId: customerId(),
    name: text(),
    company: text(),
    line1: text().notNull(),
    line2: text(),
    city: text().notNull(),
    region: text(),
    /** Null where the country has none. */
    postalCode: text('postal_code'),
    country: char({ length: 2 }).notNull(),
    /** In E.164; null on addresses from before it was kept. */
    phone: text(),
    isDefaultShipping: boolean('is_default_shipping').notNull().default(false),
    isDefaultBilling: boolean('is_default_billing').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    index('addresses_by_customer').on(table.customerId),
    index('addresses_by_phone').on(sql`${table.phone} text_pattern_ops`).where(sql`phone is not null`),
    uniqueIndex('addresses_one_default_shipping').on(table.customerId).where(sql`is_default_shipping`),
    uniqueIndex('addresses_one_default_billing').on(table.customerId).where(sql`is_default_billing`),
    check('addresses_country_upper_case', sql`${table.country} ~ '^[A-Z]{2}$'`),
  ],
);
