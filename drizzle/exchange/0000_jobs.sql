CREATE TABLE "event_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"key" uuid NOT NULL,
	"sequence" integer,
	"occurred_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"consumer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_pkey" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "job_keys" (
	"job_id" uuid NOT NULL,
	"key" text NOT NULL,
	"row" integer NOT NULL,
	CONSTRAINT "job_keys_pkey" PRIMARY KEY("job_id","key")
);
--> statement-breakpoint
CREATE TABLE "job_parts" (
	"job_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "job_parts_pkey" PRIMARY KEY("job_id","position"),
	CONSTRAINT "job_parts_not_empty" CHECK (length("job_parts"."bytes") > 0)
);
--> statement-breakpoint
CREATE TABLE "job_refusals" (
	"job_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"ordinal" integer NOT NULL,
	"key" text,
	"path" text[] NOT NULL,
	"message" text NOT NULL,
	CONSTRAINT "job_refusals_pkey" PRIMARY KEY("job_id","row","ordinal")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"data" text NOT NULL,
	"format" text NOT NULL,
	"dry_run" boolean DEFAULT false NOT NULL,
	"changed_after" timestamp with time zone,
	"owner" text NOT NULL,
	"started_by" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"input_hash" text NOT NULL,
	"status" text DEFAULT 'QUEUED' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"file_bytes" bigint DEFAULT 0 NOT NULL,
	"file_complete" boolean DEFAULT false NOT NULL,
	"files_forgotten_at" timestamp with time zone,
	"position" bigint DEFAULT 0 NOT NULL,
	"last_row" integer DEFAULT 0 NOT NULL,
	"header" jsonb,
	"cursor" text,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"rows_changed" integer DEFAULT 0 NOT NULL,
	"rows_refused" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"lease_owner" uuid,
	"lease_until" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"needs_attention" boolean DEFAULT false NOT NULL,
	"last_error" text,
	CONSTRAINT "jobs_idempotency_key_once" UNIQUE("owner","idempotency_key"),
	CONSTRAINT "jobs_kind_known" CHECK ("jobs"."kind" in ('IMPORT', 'EXPORT')),
	CONSTRAINT "jobs_data_known" CHECK ("jobs"."data" in ('PRODUCTS', 'PRICES', 'STOCK', 'CUSTOMERS', 'ORDERS', 'COUPONS')),
	CONSTRAINT "jobs_format_known" CHECK ("jobs"."format" in ('CSV', 'JSONL')),
	CONSTRAINT "jobs_status_known" CHECK ("jobs"."status" in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'SUCCEEDED_WITH_REFUSALS', 'FAILED', 'CANCELLED')),
	CONSTRAINT "jobs_finished_when_over" CHECK (("jobs"."status" in ('QUEUED', 'RUNNING')) = ("jobs"."finished_at" is null)),
	CONSTRAINT "jobs_failure_when_failed" CHECK (("jobs"."status" = 'FAILED') = ("jobs"."failure" is not null)),
	CONSTRAINT "jobs_rows_add_up" CHECK ("jobs"."rows_changed" >= 0 and "jobs"."rows_refused" >= 0 and "jobs"."rows_changed" + "jobs"."rows_refused" <= "jobs"."rows_done"),
	CONSTRAINT "jobs_position_within_file" CHECK (0 <= "jobs"."position" and "jobs"."position" <= "jobs"."file_bytes")
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
CREATE TABLE "retention_turns" (
	"kind" text PRIMARY KEY NOT NULL,
	"worker" uuid NOT NULL,
	"taken_until" timestamp with time zone NOT NULL,
	"position" text,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "job_keys" ADD CONSTRAINT "job_keys_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_parts" ADD CONSTRAINT "job_parts_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_refusals" ADD CONSTRAINT "job_refusals_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "jobs_by_lease" ON "jobs" USING btree ("lease_until") WHERE status in ('QUEUED', 'RUNNING');--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" USING btree ("id") WHERE published_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX "outbox_parked" ON "outbox" USING btree ("id") WHERE published_at is null and parked_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_a_sequence" ON "outbox" USING btree ("key","sequence") WHERE sequence is not null;--> statement-breakpoint
CREATE INDEX "outbox_archive_key" ON "outbox_archive" USING btree ("key","sequence");