import { ConfigError } from '@cartograph/kit/config';
import { expect, test } from 'vitest';
import { readStackConfig } from './config.ts';

test('everything is optional', () => {
  expect(readStackConfig({ PORT: '', SEED: ' ' })).toMatchObject({ host: '127.0.0.1', port: 4000, seed: 'demo', production: false });
});

test('all bad variables are named at once', () => {
  const read = () =>
    readStackConfig({ PORT: '70000', SEED: 'lots', DATABASE_URL: 'mysql://here', EVENT_BUS: 'kafka', SMTP_URL: 'mail', HOST: 'a b' });
  expect(read).toThrow(ConfigError);
  for (const name of ['PORT', 'SEED', 'DATABASE_URL', 'EVENT_BUS', 'SMTP_URL', 'HOST'])
    expect(read).toThrow(new RegExp(`^  ${name}: `, 'm'));
});

test.each(['abc', '-1', '1.5', '65536'])('%s is no port', (PORT) => {
  expect(() => readStackConfig({ PORT })).toThrow('PORT: a port from 0 to 65535');
});

test('production refuses the demo and starts empty without being told', () => {
  expect(() => readStackConfig({ NODE_ENV: 'production', SEED: 'demo' })).toThrow(/^SEED: /);
  expect(readStackConfig({ NODE_ENV: 'production' }).seed).toBe('none');
});

test.each(['postgres://u:p@127.0.0.1:99999/x', 'postgres://u:50%@127.0.0.1/x', 'mysql://here'])('%s is no database', (DATABASE_URL) => {
  expect(() => readStackConfig({ DATABASE_URL })).toThrow(/^DATABASE_URL: must be a URL such as postgres:[^\n]*$/);
});

test('what is read only later is refused at once as well, in plain words', () => {
  const env = {
    LOG_LEVEL: 'banana',
    EVENT_BUS: 'nats://',
    SIMULATOR_DELAY_MS: 'abc',
    SIMULATOR_LOSE_REPLIES: '2',
    SIMULATOR_SEED: 'x',
    CARTOGRAPH_FAILPOINTS: 'orders',
  };
  expect(() => readStackConfig(env)).toThrow(`These environment variables need attention:
  EVENT_BUS: postgres, or nats://host:4222
  LOG_LEVEL: one of trace, debug, info, warn, error, fatal, silent
  SIMULATOR_DELAY_MS: milliseconds from 0 to 60000
  SIMULATOR_LOSE_REPLIES: a fraction from 0 to 1
  SIMULATOR_SEED: a whole number
  CARTOGRAPH_FAILPOINTS: name=kill, name=throw or name=kill@3; several with commas`);
});

test('production refuses faults that tests ask for', () => {
  const env = { NODE_ENV: 'production', SIMULATOR_DELAY_MS: '1', CARTOGRAPH_FAILPOINTS: 'orders.confirm.after_persist=kill@3' };
  expect(() => readStackConfig(env)).toThrow(/SIMULATOR_DELAY_MS: is for tests.*\n {2}CARTOGRAPH_FAILPOINTS: is for tests/);
  expect(readStackConfig({ ...env, NODE_ENV: 'test' })).toMatchObject({ production: false });
});

test.each([
  ['SHOP_NAME', 'two\nlines', 'one line of at most 200 characters'],
  ['SHOP_TIME_ZONE', 'Mars/Olympus', 'must be a time zone such as Europe/Berlin'],
  ['SHOP_LOCALES', 'de,??', 'must be language tags with commas, such as en,de'],
  ['SHOP_CURRENCIES', 'USD,XXX', 'must be of USD, EUR, GBP, JPY, with commas'],
  ['PUBLIC_URL', 'shop.example', 'must be a URL such as https://shop.example'],
  ['ADMIN_PASSWORD', 'short', 'must be 8 to 200 characters'],
])('a %s that a room would refuse is refused before there is a database for it', (name, value, sentence) => {
  expect(() => readStackConfig({ [name]: value })).toThrow(`${name}: ${sentence}`);
});
