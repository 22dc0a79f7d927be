-- Rates that are there already learn what their law says of rounding and of shipping (docs/decisions/0025). What no line names stays
-- half up and a line, with shipping untaxed as before, and so does shipping in the states. Frozen quotes keep what they were charged.
UPDATE "tax_rates" t SET "rounding" = law.rounding, "rounded_per" = law.rounded_per, "applies_to_shipping" = law.applies_to_shipping, "source" = law.source
FROM (VALUES
  ('US', 'CA', 'HALF_UP', 'LINE', false, '18 CCR 1628: transport by carrier, stated separately, is not taxed; 18 CCR 1700: half a cent goes up'),
  ('US', 'NY', 'HALF_UP', 'LINE', false, 'Tax Bulletin TB-ST-838 has when delivery is taxed; carried to the third decimal place, up when it is more than 4; by item or by invoice, as the seller elects'),
  ('US', 'TX', 'HALF_UP', 'RATE', false, 'Tax Code 151.053, 151.007; Comptroller, "Sales Tax Collection": on the sum of an invoice, half a cent up'),
  ('US', 'WA', 'HALF_UP', 'LINE', false, 'SSUTA 324: carried to the third decimal place, up when it is more than 4; by item or by invoice, as the seller elects; WAC 458-20-110 has when delivery is taxed'),
  ('US', 'IL', 'HALF_UP', 'LINE', false, '86 Ill. Adm. Code 130.415 and Kean v. Wal-Mart (2009) have when delivery is taxed; carried to the third decimal place, up when it is more than 4; by item or by invoice, as the seller elects'),
  ('US', 'MA', 'HALF_UP', 'LINE', false, 'G.L. c. 64H, 1: transport stated separately is not taxed; c. 64I, 5: carried to the third decimal place, up when it is more than 4; by item or by invoice, as the seller elects'),
  ('US', 'FL', 'HALF_UP', 'LINE', false, 'Florida Statutes 212.12: carried to the third decimal place, up when it is more than 4; by item or by invoice, as the seller elects; F.A.C. 12A-1.045 has when delivery is taxed'),
  ('US', 'CO', 'HALF_UP', 'LINE', false, 'Department of Revenue, Sales Tax Guide: delivery that is stated separately is not taxed'),
  ('US', 'OR', 'HALF_UP', 'LINE', false, 'Oregon has no sales tax'),
  ('US', '', 'HALF_UP', 'LINE', false, 'Groceries are exempt in the states that this shop sends to, their delivery with them'),
  ('DE', '', 'HALF_UP', 'RATE', true, 'UStG § 10, § 14 Abs. 4 Nr. 7 und 8; UStAE 3.10: Versand teilt das Schicksal der Lieferung; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'),
  ('FR', '', 'HALF_UP', 'RATE', true, 'CGI art. 267 I et annexe II art. 242 nonies A; CIBS art. L131-2: la moitié est comptabilisée pour une unité; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'),
  ('AT', '', 'HALF_UP', 'RATE', true, 'UStG 1994 § 4, § 11; § 11 Abs. 1 Z 3: nach Steuersätzen; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'),
  ('NL', '', 'HALF_UP', 'RATE', true, 'Wet OB 1968, art. 8; Uitvoeringsbesluit OB 1968, art. 5a: rekenkundig afronden; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'),
  ('BE', '', 'HALF_UP', 'RATE', true, 'BTW-Wetboek / Code de la TVA, art. 26; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'),
  ('IT', '', 'HALF_UP', 'RATE', true, 'D.P.R. 633/1972, art. 12, 13, 21; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'),
  ('ES', '', 'HALF_UP', 'RATE', true, 'Ley 37/1992, art. 78; Real Decreto 1619/2012, art. 6; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'),
  ('IE', '', 'HALF_UP', 'RATE', true, 'Value-Added Tax Consolidation Act 2010, s. 37, 66; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'),
  ('PT', '', 'HALF_UP', 'RATE', true, 'CIVA, art. 16, 36; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'),
  ('PL', '', 'HALF_UP', 'RATE', true, 'Ustawa o VAT, art. 29a, 106e; Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'),
  ('GB', '', 'HALF_UP', 'RATE', true, 'VAT Notice 700, 17.6, and VATREC12020, 12030: retailers round up and down, half a penny up; Notice 700/24: postage follows goods'),
  ('JP', '', 'DOWN', 'RATE', false, 'National Tax Agency, qualified invoice Q&A: once a rate and invoice, the seller chooses how; delivery is of the standard rate'),
  ('AU', '', 'HALF_UP', 'RATE', true, 'A New Tax System (Goods and Services Tax) Act 1999, s. 9-90: the sum of an invoice, half a cent up; GSTR 2001/8: delivery'),
  ('CA', '', 'HALF_UP', 'RATE', true, 'Excise Tax Act, s. 165.2: on the total of an invoice, half a cent up; s. 153, 138: delivery is part of the supply')
) AS law(country, region, rounding, rounded_per, applies_to_shipping, source)
WHERE t.country = law.country AND t.region = law.region;--> statement-breakpoint
UPDATE "tax_rates" SET "rounded_per" = 'RATE', "applies_to_shipping" = true, "source" = 'Directive 2006/112/EC, art. 78 (transport), 226 (tax by rate); EN 16931, BR-CO-17; C-484/06: rounding is national'
WHERE "included" AND "country" IN ('BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'GR', 'HU', 'LV', 'LT', 'LU', 'MT', 'RO', 'SK', 'SI', 'SE');--> statement-breakpoint
-- In Japan delivery is a service of its own, of the standard rate, also of food.
INSERT INTO "tax_rates" ("country", "region", "tax_category", "rate_ppm", "included", "rounding", "rounded_per", "applies_to_shipping", "source")
SELECT "country", "region", 'shipping', "rate_ppm", "included", "rounding", "rounded_per", "applies_to_shipping", "source"
FROM "tax_rates" WHERE "country" = 'JP' AND "region" = '' AND "tax_category" = 'standard'
ON CONFLICT DO NOTHING;
