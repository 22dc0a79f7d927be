CREATE TABLE "addresses" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"name" text,
	"line1" text NOT NULL,
	"line2" text,
	"city" text NOT NULL,
	"region" text,
	"postal_code" text NOT NULL,
	"country" char(2) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "addresses_country_upper_case" CHECK ("addresses"."country" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"roles" text[] DEFAULT '{customer}' NOT NULL,
	"password_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_email_at_most_254" CHECK (length("customers"."email") between 3 and 254),
	CONSTRAINT "customers_name_at_most_200" CHECK (length("customers"."name") between 1 and 200),
	CONSTRAINT "customers_roles_known" CHECK (cardinality("customers"."roles") > 0 and "customers"."roles" <@ array['customer', 'staff', 'admin'])
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"consumer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_pkey" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "loyalty_accounts" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"available" integer DEFAULT 0 NOT NULL,
	"pending" integer DEFAULT 0 NOT NULL,
	"reserved" integer DEFAULT 0 NOT NULL,
	"debt" integer DEFAULT 0 NOT NULL,
	"lifetime" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "loyalty_accounts_available_not_negative" CHECK ("loyalty_accounts"."available" >= 0),
	CONSTRAINT "loyalty_accounts_pending_not_negative" CHECK ("loyalty_accounts"."pending" >= 0),
	CONSTRAINT "loyalty_accounts_reserved_not_negative" CHECK ("loyalty_accounts"."reserved" >= 0),
	CONSTRAINT "loyalty_accounts_debt_not_negative" CHECK ("loyalty_accounts"."debt" >= 0),
	CONSTRAINT "loyalty_accounts_lifetime_not_negative" CHECK ("loyalty_accounts"."lifetime" >= 0),
	CONSTRAINT "loyalty_accounts_nothing_available_in_debt" CHECK ("loyalty_accounts"."debt" = 0 or "loyalty_accounts"."available" = 0)
);
--> statement-breakpoint
CREATE TABLE "loyalty_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"placement_id" uuid,
	"kind" text NOT NULL,
	"points" integer NOT NULL,
	"pending" integer NOT NULL,
	"grant_key" text,
	"reason" text,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "loyalty_entries_once_a_placement" UNIQUE("placement_id","kind"),
	CONSTRAINT "loyalty_entries_grant_once" UNIQUE("grant_key"),
	CONSTRAINT "loyalty_entries_signs_follow_kind" CHECK (case "loyalty_entries"."kind"
        when 'GRANT' then "loyalty_entries"."points" > 0 and "loyalty_entries"."pending" = 0
        when 'ACCRUAL_PENDING' then "loyalty_entries"."points" = 0 and "loyalty_entries"."pending" > 0
        when 'ACCRUAL_CONFIRMED' then "loyalty_entries"."points" > 0 and "loyalty_entries"."pending" = -"loyalty_entries"."points"
        when 'ACCRUAL_CANCELLED' then "loyalty_entries"."points" = 0 and "loyalty_entries"."pending" < 0
        when 'REDEMPTION' then "loyalty_entries"."points" < 0 and "loyalty_entries"."pending" = 0
        when 'REDEMPTION_RETURNED' then "loyalty_entries"."points" > 0 and "loyalty_entries"."pending" = 0
        when 'CLAWBACK' then "loyalty_entries"."points" < 0 and "loyalty_entries"."pending" = 0
        else false end),
	CONSTRAINT "loyalty_entries_grants_have_a_key_others_a_placement" CHECK (("loyalty_entries"."kind" = 'GRANT') = ("loyalty_entries"."grant_key" is not null) and ("loyalty_entries"."kind" = 'GRANT') = ("loyalty_entries"."placement_id" is null))
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"data" jsonb NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"parked_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "point_holds" (
	"placement_id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid,
	"points" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"refusal" text,
	"available" integer DEFAULT 0 NOT NULL,
	"points_to_earn" integer DEFAULT 0 NOT NULL,
	"awarded_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "point_holds_state_known" CHECK ("point_holds"."state" in ('HELD', 'REFUSED', 'COMMITTED', 'RELEASED', 'REVERSED')),
	CONSTRAINT "point_holds_refused_have_a_refusal" CHECK (("point_holds"."state" = 'REFUSED') = ("point_holds"."refusal" is not null)),
	CONSTRAINT "point_holds_have_a_customer" CHECK ("point_holds"."customer_id" is not null or "point_holds"."state" in ('REFUSED', 'RELEASED')),
	CONSTRAINT "point_holds_points_not_negative" CHECK ("point_holds"."points" >= 0 and "point_holds"."points_to_earn" >= 0),
	CONSTRAINT "point_holds_awarded_after_commit" CHECK ("point_holds"."awarded_at" is null or "point_holds"."state" in ('COMMITTED', 'REVERSED'))
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "refresh_tokens_are_sha256" CHECK (length("refresh_tokens"."token_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"email_key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_attempts_failures_positive" CHECK ("sign_in_attempts"."failures" > 0)
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"private_jwk" jsonb NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"is_current" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loyalty_accounts" ADD CONSTRAINT "loyalty_accounts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loyalty_entries" ADD CONSTRAINT "loyalty_entries_customer_id_loyalty_accounts_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."loyalty_accounts"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_holds" ADD CONSTRAINT "point_holds_customer_id_loyalty_accounts_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."loyalty_accounts"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "addresses_by_customer" ON "addresses" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_email_unique" ON "customers" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "loyalty_entries_by_customer" ON "loyalty_entries" USING btree ("customer_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" USING btree ("id") WHERE published_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX "point_holds_open" ON "point_holds" USING btree ("customer_id") WHERE state = 'HELD';--> statement-breakpoint
CREATE INDEX "refresh_tokens_by_session" ON "refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_by_expiry" ON "refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_by_customer" ON "sessions" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "sessions_by_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_by_window" ON "sign_in_attempts" USING btree ("window_ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_one_current" ON "signing_keys" USING btree ("is_current") WHERE is_current;