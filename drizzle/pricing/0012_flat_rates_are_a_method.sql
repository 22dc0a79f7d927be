DROP TABLE "shipping_rates" CASCADE;
