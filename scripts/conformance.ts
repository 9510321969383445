/** `npm run conformance [-- door ...]`: the whole library through each door; trace and last world must be those of the run in place. */
import { openDoor, type DoorName } from '../doors/client/index.ts';
import { withJitter } from '../test/support/jitter.ts';
import { drawMs } from '../simulation/random.ts';
import { conformanceOf } from '../test/support/conformance.ts';
import { libraryScenarios } from '../test/support/library.ts';

const doors: readonly DoorName[] = ['wire', 'msw', 'https'];
const asked = process.argv.slice(2);
const chosen = asked.length === 0 ? doors : doors.filter((door) => asked.includes(door));
if (chosen.length === 0) throw new Error(`There is no door ${asked.join(', ')}. Doors: ${doors.join(', ')}`);

const scenarios = await libraryScenarios();
process.stdout.write('| door | scenarios | requests of devices answered | same trace and world | seconds |\n|---|---|---|---|---|\n');
let differing = 0;
for (const name of chosen) {
  const startedMs = performance.now();
  let drawn = 0;
  const door = await openDoor(name, { wallNowMs: Date.now(), through: (transport) => withJitter(transport, () => drawMs(name, 'transport jitter', (drawn += 1), { minMs: 0, maxMs: 3 })) });
  let [same, questions] = [0, 0];
  for (const scenario of scenarios) {
    const found = await conformanceOf(scenario, door);
    questions += found.asked.length;
    if (found.same) same += 1;
    else process.stderr.write(`${name}: ${scenario.id} differs: ${found.differences.join(', ')}\n`);
  }
  await door.close();
  differing += scenarios.length - same;
  process.stdout.write(`| ${name} | ${scenarios.length} | ${questions} | ${same} | ${((performance.now() - startedMs) / 1000).toFixed(0)} |\n`);
}
process.exitCode = differing === 0 ? 0 : 1;
