/**
 * Tests see a fixed time zone and locale, whatever the machine's: a product that depended on them would differ between this run
 * and the runs in `test/same-seed-same-trace.test.ts`. What would differ from run to run is trapped.
 */
import { setAmbientTrap } from './ambient-trap.ts';

process.env.TZ = 'America/St_Johns';
process.env.LANG = 'tr_TR.UTF-8';
setAmbientTrap();
