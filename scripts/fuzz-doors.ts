/** `npm run fuzz:doors [-- requests [seed]]`: spoilt requests to the registration service, the sign-in service and Graph, by the seed. */
import { fuzzDoors } from '../test/support/door-fuzz.ts';
import { fuzzRegistration } from '../test/support/registration-fuzz.ts';

const [runs = 20_000, seed = 1] = process.argv.slice(2).map(Number);
for (const [name, fuzz] of [['registration service', fuzzRegistration], ['sign-in service and Graph', fuzzDoors]] as const) {
  const startedMs = performance.now();
  await fuzz(runs, seed);
  process.stdout.write(`${name}: ${runs} spoilt requests, seed ${seed}: all refused, the world as before (${((performance.now() - startedMs) / 1000).toFixed(0)} s)\n`);
}
