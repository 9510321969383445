/** `joinlab/msw`: a lab whose cloud answers the requests of a Node test. */
import type { HttpHandler } from 'msw';
import { createLab as createPlainLab, type Lab, type LabOptions } from '../../simulation/lab.ts';
import { createCloud } from '../cloud/cloud.ts';
import { mswHandlers } from './handlers.ts';

/** A lab with a cloud for msw. */
export type LabWithCloud = Lab & {
  /** Handlers for `setupServer(...lab.handlers())`; each call gives the same cloud. */
  handlers(): HttpHandler[];
};

/**
 * Makes a lab whose cloud answers through msw.
 * @throws Error as `createLab` of `joinlab` does
 */
export function createLab(options: LabOptions): LabWithCloud {
  const lab = createPlainLab(options);
  const cloud = createCloud(lab);
  return Object.assign(lab, { handlers: () => mswHandlers(cloud) });
}
