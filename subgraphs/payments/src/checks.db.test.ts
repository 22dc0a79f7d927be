import { describe, expect, it } from 'vitest';
import { checks } from '#checks';
import { openTill, type Till } from '#testing/till';

const dropChecks = `alter table payments drop constraint payments_captured_within_authorized,
  drop constraint payments_refunded_within_captured, drop constraint payments_captured_or_voided_not_both,
  drop constraint payments_authorized_is_nothing_or_all`;

async function captured(till: Till): Promise<string> {
  const { placementId } = await till.pay('tok_ok');
  await till.capturePayments([{ placementId }]);
  return placementId;
}

async function authorized(till: Till): Promise<string> {
  return (await till.pay('tok_ok')).placementId;
}

/** What goes wrong, who finds it, and whose payment it happens to. */
const planted: { offence: string; check: string; to: (till: Till) => Promise<string>; sql: string }[] = [
  {
    offence: 'more captured than authorized',
    check: 'captured_within_authorized',
    to: captured,
    sql: 'update payments set captured_minor = authorized_minor + 1 where placement_id = $1',
  },
  {
    offence: 'a captured payment with nothing captured',
    check: 'states_match_amounts',
    to: captured,
    sql: 'update payments set captured_minor = 0 where placement_id = $1',
  },
  {
    offence: 'a refund that no refund tells of',
    check: 'refunds_sum_to_refunded',
    to: captured,
    sql: 'update payments set refunded_minor = 1 where placement_id = $1',
  },
  {
    offence: 'claims above what was captured',
    check: 'refund_claims_within_captured',
    to: captured,
    sql: `insert into refunds (refund_id, placement_id, amount_minor) values ('x', $1, 999999)`,
  },
  {
    offence: 'a charge that the provider captured alone',
    check: 'provider_agrees',
    to: authorized,
    sql: `update simulator.charges set state = 'CAPTURED', captured_minor = 1250 where key = $1::uuid::text`,
  },
  {
    offence: 'a voided payment whose charge lives',
    check: 'voided_holds_nothing',
    to: authorized,
    sql: `update payments set state = 'VOIDED' where placement_id = $1`,
  },
  {
    offence: 'held money that the provider does not know',
    check: 'held_money_is_known_to_the_provider',
    to: authorized,
    sql: 'delete from simulator.charges where key = $1::uuid::text',
  },
  {
    offence: 'a charge without a payment',
    check: 'charges_have_payments',
    to: authorized,
    sql: `update simulator.charges set key = 'lost-' || key where key = $1::uuid::text`,
  },
  {
    offence: 'a payment without a call on record',
    check: 'attempts_exist',
    to: authorized,
    sql: 'delete from attempts where placement_id = $1',
  },
  {
    offence: 'a capture that nobody finishes',
    check: 'nothing_under_way_for_long',
    to: authorized,
    sql: `update payments set state = 'CAPTURING', updated_at = now() - interval '2 minutes' where placement_id = $1`,
  },
  {
    offence: 'a token that is kept although the payment is decided',
    check: 'decided_payments_hold_no_token',
    to: captured,
    sql: `update payments set token = 'tok_ok', updated_at = now() - interval '10 minutes' where placement_id = $1`,
  },
  {
    offence: 'an event that was lost',
    check: 'events_are_numbered_without_a_gap',
    to: captured,
    sql: 'delete from outbox where key = $1::uuid::text and sequence = 2',
  },
];

describe('the doctor', () => {
  it('finds nothing in a shop where all went right and wrong in the usual ways', async () => {
    const till = await openTill();
    for (const token of ['tok_ok', 'tok_declined', 'tok_unknown', 'tok_challenge', 'tok_capture_refused']) await till.pay(token);
    await captured(till);
    expect(await till.violations()).toEqual([]);
  });

  it.each(planted)('finds $offence', async ({ check, to, sql }) => {
    const till = await openTill();
    await till.db.query({ text: dropChecks });
    const placementId = await to(till);
    expect(await till.violations()).toEqual([]);
    await till.db.query({ text: sql, values: [placementId] });
    const found = await till.violations();
    expect(found.map((violation) => violation.split(':')[0])).toContain(check);
  });

  it('every check has a planted offence', () => {
    expect(planted.map(({ check }) => check)).toEqual(checks.own.map(({ name }) => name));
  });

  it('gives other rooms the readings of every payment', async () => {
    const till = await openTill();
    const placement_id = await captured(till);
    const readings = await till.db.query({ text: checks.readings['payments'] ?? '' });
    expect(readings).toEqual([
      { placement_id, state: 'CAPTURED', authorized_minor: 12_50n, captured_minor: 12_50n, refunded_minor: 0n, currency: 'USD' },
    ]);
  });
});
