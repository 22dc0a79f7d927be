-- By hand. Catalogues from before had slugs in one language, and variants that only their titles set apart: each slug leads where it led,
-- and those titles become the values of one option, whose codes are the SKUs. More values than an option may have stay without.
INSERT INTO slugs (kind, slug, owner_id) SELECT 'PRODUCT', slug, id FROM products;
--> statement-breakpoint
INSERT INTO slugs (kind, slug, owner_id) SELECT 'CATEGORY', slug, id FROM categories;
--> statement-breakpoint
INSERT INTO product_options (product_id, position, code, name, "values")
SELECT product_id, 0, 'variant', 'Variant',
       jsonb_agg(jsonb_build_object('code', sku, 'name', coalesce(title, sku), 'color', null) ORDER BY position, id)
FROM product_variants GROUP BY product_id HAVING count(*) BETWEEN 2 AND 200;
--> statement-breakpoint
UPDATE product_variants v SET options = jsonb_build_object('variant', sku) FROM product_options o WHERE o.product_id = v.product_id;
