/** `joinlab/msw`: a lab whose cloud answers the requests of a Node test. */
import type { HttpHandler } from 'msw';
import type { App } from '../../mocks/entra/apps.ts';
import { createLab as createPlainLab, type Lab, type LabOptions } from '../../simulation/lab.ts';
import { askerNamed } from '../cloud/asker.ts';
import { createCloud } from '../cloud/cloud.ts';
import { fromOutside } from '../cloud/exchange.ts';
import { closedWay } from '../cloud/way.ts';
import { mswHandlers } from './handlers.ts';

/** Whose requests handlers answer. */
export interface HandlerOptions {
  /**
   * For whom the client speaks: `LAPTOP01$` is SYSTEM on LAPTOP01, `alice@LAPTOP01` a user there. It then has that device's network, its
   * proxy and its faults. @default a machine outside with a plain internet line
   */
  readonly as?: string;
  /** How many milliseconds of the wall a request is held that gets no answer. @default 0 */
  readonly silentMs?: number;
}

/** A lab with a cloud for msw. */
export type LabWithCloud = Lab & {
  /**
   * Handlers for `setupServer(...lab.handlers())`; each call gives the same cloud.
   * @throws Error when `as` names no device of the lab
   */
  handlers(options?: HandlerOptions): HttpHandler[];
  /** Makes an app known that asks for tokens of its own. */
  registerApp(app: App): void;
  /**
   * What the user does with the code that a client shows; `null` declines.
   * @returns whether the code was there to be answered
   */
  approveDeviceCode(userCode: string, userPrincipalName: string | null): boolean;
};

/** A lab, and what its cloud needs to know. */
export interface CloudLabOptions extends LabOptions {
  /** Apps of the tenant, with their secrets and certificates. */
  readonly apps?: readonly App[];
  /** The clock by which clients date what they sign and judge what they get; milliseconds since 1970. @default the computer's */
  readonly clientNowMs?: () => number;
}

/**
 * Makes a lab whose cloud answers through msw.
 * @throws Error as `createLab` of `joinlab` does
 */
export function createLab({ apps = [], clientNowMs = () => Date.now(), ...options }: CloudLabOptions): LabWithCloud {
  const lab = createPlainLab(options);
  const cloud = createCloud(lab, { apps, wallNowMs: clientNowMs });
  return Object.assign(lab, {
    handlers: ({ as, silentMs = 0 }: HandlerOptions = {}) => {
      const named = as === undefined ? { asker: null } : askerNamed(as, Object.keys(lab.world.devices));
      if ('refused' in named) throw new Error(named.refused);
      const connection = { ...fromOutside, asker: named.asker };
      return mswHandlers(cloud, { connection: () => connection, closed: (host, asker) => closedWay(lab.world, host, asker), silentMs });
    },
    registerApp: (app: App) => cloud.signIns.registerApp(app),
    approveDeviceCode: (userCode: string, userPrincipalName: string | null) => cloud.signIns.answerDeviceCode(userCode, userPrincipalName),
  });
}
