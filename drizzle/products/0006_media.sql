CREATE TABLE "media" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"format" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"alt" text,
	"alt_translations" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"focal_x" double precision,
	"focal_y" double precision,
	"source_url" text,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_source_url_unique" UNIQUE("source_url"),
	CONSTRAINT "media_hash_shape" CHECK (hash ~ '^[0-9a-f]{32}$'),
	CONSTRAINT "media_format_known" CHECK (format in ('WEBP', 'SVG')),
	CONSTRAINT "media_size_present" CHECK (width between 1 and 20000 and height between 1 and 20000 and bytes > 0),
	CONSTRAINT "media_alt_length" CHECK (length(alt) <= 500),
	CONSTRAINT "media_focus_inside" CHECK (focal_x between 0 and 1 and focal_y between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "media_gone" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gone_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media_owners" (
	"owner_type" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"media_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "media_owners_pkey" PRIMARY KEY("owner_type","owner_id","media_id"),
	CONSTRAINT "media_owners_type_known" CHECK (owner_type in ('PRODUCT', 'VARIANT', 'CATEGORY', 'COLLECTION', 'OPTION_VALUE'))
);
--> statement-breakpoint
CREATE TABLE "media_uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"begun_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "media_owners" ADD CONSTRAINT "media_owners_media_id_media_id_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_owners_of_media" ON "media_owners" USING btree ("media_id");