CREATE TABLE "event_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"key" uuid NOT NULL,
	"sequence" integer,
	"occurred_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goods" (
	"product_id" uuid PRIMARY KEY NOT NULL,
	"published" boolean NOT NULL,
	"skus" text[] NOT NULL
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
	"sequence" integer,
	"history" boolean DEFAULT false NOT NULL,
	"data" jsonb NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"parked_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "outbox_archive" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"sequence" integer,
	"history" boolean NOT NULL,
	"data" jsonb NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "purchases" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid,
	"skus" text[] DEFAULT '{}' NOT NULL,
	"cancelled" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"product_id" uuid PRIMARY KEY NOT NULL,
	"histogram" integer[] DEFAULT '{0,0,0,0,0}' NOT NULL,
	"event_sequence" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ratings_have_five_counts" CHECK (cardinality(histogram) = 5),
	CONSTRAINT "ratings_are_counts" CHECK (0 <= all(histogram))
);
--> statement-breakpoint
CREATE TABLE "retention_turns" (
	"kind" text PRIMARY KEY NOT NULL,
	"worker" uuid NOT NULL,
	"taken_until" timestamp with time zone NOT NULL,
	"position" text,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"product_id" uuid NOT NULL,
	"customer_id" uuid,
	"author" text NOT NULL,
	"stars" integer NOT NULL,
	"title" text,
	"text" text,
	"status" text DEFAULT 'PENDING' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviews_stars_from_1_to_5" CHECK (stars between 1 and 5),
	CONSTRAINT "reviews_status_is_known" CHECK (status in ('PENDING', 'PUBLISHED', 'REJECTED'))
);
--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" USING btree ("id") WHERE published_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX "outbox_parked" ON "outbox" USING btree ("id") WHERE published_at is null and parked_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_a_sequence" ON "outbox" USING btree ("key","sequence") WHERE sequence is not null;--> statement-breakpoint
CREATE INDEX "outbox_archive_key" ON "outbox_archive" USING btree ("key","sequence");--> statement-breakpoint
CREATE INDEX "purchases_of_customer" ON "purchases" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_one_a_customer_and_product" ON "reviews" USING btree ("customer_id","product_id");--> statement-breakpoint
CREATE INDEX "reviews_published" ON "reviews" USING btree ("product_id","id" DESC NULLS LAST) WHERE status = 'PUBLISHED';--> statement-breakpoint
CREATE INDEX "reviews_by_status" ON "reviews" USING btree ("status","id");