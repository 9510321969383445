/** Where a device stands that is not where everybody wants to be, in the words of `stage`. */
import { inConnect, obstacleOf, toBeSwitchedOn, waitsForConfirmation } from '../../evidence/stage/obstacle.ts';
import { isStuck, stageOf } from '../../evidence/stage/index.ts';
import { stages } from '../../knowledge/stages.ts';
import { standingOf, standingWords, stepWords } from '../exploration/questions/standing.ts';
import type { World } from '../world.ts';
import type { LeftWords } from './tally.ts';

function waitsFor(world: World, device: string, step: number, exportStopped: boolean): string {
  if (isStuck(world, device)) return stageOf(world, device).waitsFor;
  // The runs of Connect are not kept in a state; that the last export stopped is known of the fleet.
  if (step === 9 && exportStopped && !inConnect(world, device)) return waitsForConfirmation;
  const known = stages[step - 1];
  const obstacle = obstacleOf(world, device, step);
  // That a device happens to be off at the end says nothing of why it is left behind.
  if (obstacle && obstacle.what !== toBeSwitchedOn(device)) return obstacle.what;
  return known ? `${known.waitsFor}; needs ${known.needs}` : 'nothing';
}

export function leftBehind(world: World, device: string, exportStopped: boolean): LeftWords {
  const standing = standingOf(world, device);
  return { stage: stepWords(standing), standing: standingWords(standing), waitsFor: waitsFor(world, device, standing.step, exportStopped) };
}
