CREATE TABLE "customer_groups" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_groups_code_form" CHECK ("customer_groups"."code" ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$'),
	CONSTRAINT "customer_groups_name_at_most_1000" CHECK (length("customer_groups"."name") between 1 and 1000),
	CONSTRAINT "customer_groups_version_positive" CHECK ("customer_groups"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "password_invitations" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "password_invitations_token_unique" UNIQUE("token_hash"),
	CONSTRAINT "password_invitations_are_sha256" CHECK (length("password_invitations"."token_hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "group_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "password_invitations" ADD CONSTRAINT "password_invitations_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_groups_code_unique" ON "customer_groups" USING btree (lower("code"));--> statement-breakpoint
CREATE INDEX "password_invitations_by_expiry" ON "password_invitations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "customers_staff" ON "customers" USING btree ("id") WHERE roles && '{staff,admin}';--> statement-breakpoint
CREATE INDEX "customers_in_groups" ON "customers" USING gin ("group_codes") WHERE group_codes <> '{}';--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_version_positive" CHECK ("customers"."version" > 0);--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_groups_at_most_50" CHECK (cardinality("customers"."group_codes") <= 50);--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_note_at_most_10000" CHECK (length("customers"."note") between 1 and 10000);