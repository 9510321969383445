/** Transport that takes its time, a different one for every leg: nothing in a run may depend on it. */
import type { Transport } from '../../doors/client/transport.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** @param nextMs time that the next leg takes, in milliseconds of the wall */
export const withJitter = (transport: Transport, nextMs: () => number): Transport => ({
  async send(request, sender) {
    await pause(nextMs());
    const received = await transport.send(request, sender);
    await pause(nextMs());
    return received;
  },
  close: () => transport.close(),
});
