import { ConfigError } from '@cartograph/kit/config';
import { isLoopback } from '@cartograph/kit/loopback';

/** Before anything is made: the demo's passwords are public, and nobody beyond this machine is let in with them unasked. */
export function refuseExposedDemo({ host, seed, demoPublic }: { host: string; seed: 'demo' | 'none'; demoPublic: boolean }): void {
  if (seed === 'demo' && !demoPublic && !isLoopback(host))
    throw new ConfigError(
      `HOST: the demo shop has public passwords, and ${host} is reached from beyond this machine; set SEED=none, or DEMO_PUBLIC=yes if that is meant.`,
    );
}
