import type { Hands } from './staff-hands.ts';

const always = { validFrom: '2026-01-01T00:00:00Z' };

/** A small stationer's, from nothing: shelves, a product of two colours with a picture, prices, tax, shipping, stock, a promotion and a coupon. */
export async function fillShop(staff: Hands, picture: (hands: Hands) => Promise<string>): Promise<{ skus: string[] }> {
  const category = await staff.write<{ category: { id: string } }>(
    'saveCategory',
    { slug: 'paper', name: 'Paper', position: 1 },
    'CategorySaved',
    'category { id }',
  );
  const skus = ['NOTEBOOK-BLUE', 'NOTEBOOK-RED'];
  await staff.write(
    'createProduct',
    {
      idempotencyKey: 'fill-notebook',
      product: {
        title: 'Notebook',
        description: 'Eighty pages, stitched.',
        status: 'PUBLISHED',
        categoryIds: [category.category.id],
        tags: ['new'],
        options: [
          {
            code: 'color',
            name: 'Colour',
            values: [
              { code: 'blue', name: 'Blue', color: '#2b5fb3' },
              { code: 'red', name: 'Red', color: '#b3352b' },
            ],
          },
        ],
        variants: [
          { sku: 'NOTEBOOK-BLUE', title: 'Blue', options: [{ code: 'color', value: 'blue' }], weightGrams: 250 },
          { sku: 'NOTEBOOK-RED', title: 'Red', options: [{ code: 'color', value: 'red' }], weightGrams: 250 },
        ],
        media: [{ uploadId: await picture(staff), alt: 'A blue notebook' }],
      },
    },
    'ProductCreated',
    'product { id slug }',
  );
  const list = await staff.write<{ priceList: { code: string } }>(
    'savePriceList',
    { code: 'retail-usd', name: 'Retail', currencyCode: 'USD', priority: 1 },
    'PriceListSaved',
    'priceList { code }',
  );
  await staff.write(
    'setPrices',
    { prices: skus.map((sku) => ({ sku, priceListCode: list.priceList.code, breaks: [{ minQuantity: 1, unit: '12.00' }] })) },
    'PricesSet',
    'prices { id } refused { index }',
  );
  await staff.write(
    'saveTaxRate',
    {
      taxCategoryCode: 'standard',
      country: 'US',
      region: 'CA',
      percent: '7.25',
      included: false,
      appliesToShipping: false,
      rounding: 'HALF_UP',
      roundedPer: 'LINE',
      source: 'https://www.cdtfa.ca.gov/taxes-and-fees/sales-use-tax-rates.htm',
      ...always,
    },
    'TaxRateSaved',
    'taxRate { id }',
  );
  await staff.write(
    'saveShippingMethod',
    {
      code: 'parcel',
      name: 'Parcel',
      active: true,
      kind: 'DELIVERY',
      zones: [{ countries: ['US'], rates: [{ price: { amount: '5.00', currencyCode: 'USD' } }], minDays: 2, maxDays: 4 }],
    },
    'ShippingMethodSaved',
    'shippingMethod { id }',
  );
  const place = await staff.write<{ location: { id: string } }>(
    'saveLocation',
    { code: 'back-room', name: 'Back room', priority: 1, active: true, offersPickup: false },
    'LocationSaved',
    'location { id }',
  );
  await staff.write(
    'recordStock',
    { idempotencyKey: 'fill-stock', locationId: place.location.id, reason: 'RECEIPT', lines: skus.map((sku) => ({ sku, delta: 20 })) },
    'StockRecorded',
    'levels { sku onHand }',
  );
  const promotion = await staff.write<{ promotion: { id: string } }>(
    'savePromotion',
    {
      promotion: {
        code: 'opening',
        name: 'Opening week',
        active: true,
        priority: 1,
        stacking: 'STACKS',
        needsCoupon: true,
        conditions: [],
        effect: { kind: 'PERCENT_OFF', percent: '10' },
      },
    },
    'PromotionSaved',
    'promotion { id }',
  );
  await staff.write(
    'createCoupons',
    { idempotencyKey: 'fill-coupon', promotionId: promotion.promotion.id, codes: ['OPENING10'] },
    'CouponsCreated',
    'count',
  );
  return { skus };
}
