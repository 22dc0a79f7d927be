DROP TABLE "coupon_amounts" CASCADE;--> statement-breakpoint
ALTER TABLE "coupons" DROP COLUMN "basis_points";--> statement-breakpoint
ALTER TABLE "coupons" DROP COLUMN "skus";--> statement-breakpoint
ALTER TABLE "coupons" DROP COLUMN "tax_categories";--> statement-breakpoint
ALTER TABLE "coupons" DROP COLUMN "starts_at";--> statement-breakpoint
ALTER TABLE "coupons" DROP COLUMN "per_customer_limit";