CREATE SCHEMA "simulator";
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"placement_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"number" integer NOT NULL,
	"outcome" text NOT NULL,
	"latency_ms" integer NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"consumer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_pkey" PRIMARY KEY("consumer","event_id")
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
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"placement_id" uuid NOT NULL,
	"customer_id" uuid,
	"amount_minor" bigint,
	"currency" char(3),
	"token" text,
	"state" text NOT NULL,
	"authorized_minor" bigint DEFAULT 0 NOT NULL,
	"captured_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"decline_code" text,
	"provider_reference" text,
	"challenge_id" text,
	"challenge_expires_at" timestamp with time zone,
	"challenge_accepted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_one_a_placement" UNIQUE("placement_id"),
	CONSTRAINT "payments_challenge_id_is_one" UNIQUE("challenge_id"),
	CONSTRAINT "payments_state_known" CHECK (state in ('AUTHORIZING', 'AUTHORIZED', 'CAPTURING', 'CAPTURED', 'VOIDING', 'VOIDED', 'DECLINED', 'CHALLENGED', 'UNKNOWN', 'CAPTURE_REFUSED')),
	CONSTRAINT "payments_only_a_tombstone_lacks_an_amount" CHECK (num_nulls(amount_minor, currency, token) = 0 or (num_nonnulls(amount_minor, currency, token) = 0 and state = 'VOIDED')),
	CONSTRAINT "payments_authorized_is_nothing_or_all" CHECK (authorized_minor = 0 or authorized_minor = amount_minor),
	CONSTRAINT "payments_captured_within_authorized" CHECK (captured_minor between 0 and authorized_minor),
	CONSTRAINT "payments_refunded_within_captured" CHECK (refunded_minor between 0 and captured_minor),
	CONSTRAINT "payments_captured_or_voided_not_both" CHECK (captured_minor = 0 or state = 'CAPTURED'),
	CONSTRAINT "payments_declined_says_why" CHECK ((state = 'DECLINED') <= (decline_code is not null)),
	CONSTRAINT "payments_challenged_can_be_answered" CHECK ((state = 'CHALLENGED') <= (challenge_id is not null and challenge_expires_at is not null))
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"refund_id" text PRIMARY KEY NOT NULL,
	"placement_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"state" text DEFAULT 'PENDING' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_amount_positive" CHECK (amount_minor > 0),
	CONSTRAINT "refunds_state_known" CHECK (state in ('PENDING', 'REFUNDED', 'REFUSED'))
);
--> statement-breakpoint
CREATE TABLE "simulator"."refunds" (
	"key" text PRIMARY KEY NOT NULL,
	"charge_key" text NOT NULL,
	"amount_minor" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "simulator"."charges" (
	"key" text PRIMARY KEY NOT NULL,
	"reference" text DEFAULT 'sim_' || replace(uuidv7()::text, '-', '') NOT NULL,
	"token" text,
	"amount_minor" bigint NOT NULL,
	"currency" char(3),
	"state" text NOT NULL,
	"captured_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"decline_code" text,
	"asked" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "charges_reference_is_one" UNIQUE("reference"),
	CONSTRAINT "charges_state_known" CHECK (state in ('RECEIVED', 'CHALLENGED', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED')),
	CONSTRAINT "charges_refunded_within_captured" CHECK (refunded_minor between 0 and captured_minor)
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_placement_id_payments_placement_id_fk" FOREIGN KEY ("placement_id") REFERENCES "public"."payments"("placement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_placement_id_payments_placement_id_fk" FOREIGN KEY ("placement_id") REFERENCES "public"."payments"("placement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulator"."refunds" ADD CONSTRAINT "refunds_charge_key_charges_key_fk" FOREIGN KEY ("charge_key") REFERENCES "simulator"."charges"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_placement" ON "attempts" USING btree ("placement_id");--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" USING btree ("id") WHERE published_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX "payments_unsettled" ON "payments" USING btree (updated_at) WHERE state in ('CAPTURING', 'VOIDING') or (state in ('AUTHORIZING', 'UNKNOWN') and challenge_accepted_at is not null);--> statement-breakpoint
CREATE INDEX "payments_challenged" ON "payments" USING btree ("challenge_expires_at") WHERE state = 'CHALLENGED';--> statement-breakpoint
CREATE INDEX "refunds_placement" ON "refunds" USING btree ("placement_id");--> statement-breakpoint
CREATE INDEX "refunds_pending" ON "refunds" USING btree ("updated_at") WHERE state = 'PENDING';--> statement-breakpoint
CREATE INDEX "refunds_charge" ON "simulator"."refunds" USING btree ("charge_key");