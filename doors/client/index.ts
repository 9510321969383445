/** Doors through which the devices of a simulation ask: `joinlab run --door`. */
import type { Outside } from '../../simulation/run-scenario.ts';
import { createCloud, type Cloud } from '../cloud/cloud.ts';
import { directTransport } from './direct.ts';
import { answerThrough, CaughtChanges, goesOverTheWire } from './driver.ts';
import type { Transport } from './transport.ts';

/** `wire`: real requests and no transport. */
export type DoorName = 'wire' | 'msw' | 'https';

export interface OpenDoor {
  /** For one run: its own cloud with its own keys. */
  begin(): Outside;
  close(): Promise<void>;
}

export interface DoorOptions {
  /** Milliseconds since 1970, by the wall's clock: the dates of the TLS certificates. */
  readonly wallNowMs: number;
  /** Puts something between client and door. */
  readonly through?: (transport: Transport) => Transport;
}

async function transportOf(name: DoorName, cloud: Pick<Cloud, 'answer'>, caught: CaughtChanges, wallNowMs: number): Promise<Transport> {
  switch (name) {
    case 'wire':
      return directTransport(cloud);
    case 'msw':
      return (await import('./msw.ts')).mswTransport(cloud);
    case 'https': {
      const [{ openHttpsDoor }, { httpsTransport }] = await Promise.all([import('../https/index.ts'), import('./https.ts')]);
      return httpsTransport(await openHttpsDoor(caught, cloud, { wallNowMs }));
    }
    default: {
      const unknown: never = name;
      throw new Error(`doors: there is no door ${String(unknown)}.`);
    }
  }
}

export async function openDoor(name: DoorName, { wallNowMs, through = (transport) => transport }: DoorOptions): Promise<OpenDoor> {
  const caught = new CaughtChanges();
  let cloud = createCloud(caught);
  const answering: Pick<Cloud, 'answer'> = { answer: (request, connection) => cloud.answer(request, connection) };
  const transport = through(await transportOf(name, answering, caught, wallNowMs));
  return {
    begin() {
      cloud = createCloud(caught);
      return { answeredOutside: goesOverTheWire, answer: (pause) => answerThrough(transport, caught, cloud.keys, pause) };
    },
    close: () => transport.close(),
  };
}
