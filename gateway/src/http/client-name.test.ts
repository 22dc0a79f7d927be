import { describe, expect, it } from 'vitest';
import { clientNamed } from '#http/client-name';

describe('the name of a client', () => {
  it('is its IPv4 address, however it is written', () => {
    for (const text of ['192.0.2.7', ' 192.0.2.7 ', '192.0.2.7:51234', '::ffff:192.0.2.7', '::ffff:c000:207', '[::ffff:192.0.2.7]:443'])
      expect(clientNamed(text)).toBe('192.0.2.7');
  });

  it('is the network that an IPv6 subscriber is given, for any of its addresses', () => {
    for (const text of ['2001:db8:1:2::9', '2001:DB8:1:2:ffff:ffff:ffff:ffff', '[2001:db8:1:2::1]:8080', '2001:db8:1:2::1%eth0'])
      expect(clientNamed(text)).toBe('2001:db8:1:2::/64');
    expect(clientNamed('2001:db8:1:3::9')).toBe('2001:db8:1:3::/64');
  });

  it.each(['', 'unknown', '_hidden', 'localhost', '192.0.2', '3221225991', '0xc0.0.2.7', '192.0.2.7, 192.0.2.8', 'x'.repeat(5_000)])(
    'is not %j',
    (text) => {
      expect(clientNamed(text)).toBeUndefined();
    },
  );
});
