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
