/**
 * Through msw: `fetch` of this process, answered by the handlers that tests use. TLS does not exist there, so that the handlers are told
 * who sends and with which certificate; everything else goes the way of any other request.
 */
import { setupServer } from 'msw/node';
import { fromOutside, type Connection } from '../cloud/exchange.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { Break } from '../cloud/reply.ts';
import { mswHandlers } from '../msw/handlers.ts';
import type { Received, Transport } from './transport.ts';

const brokenWay = (error: unknown): Break => {
  const { cause } = error as { readonly cause?: { readonly broken?: Break } };
  return cause?.broken ?? 'reset';
};

export function mswTransport(cloud: Pick<Cloud, 'answer'>): Transport {
  let connection: Connection = fromOutside;
  const server = setupServer(...mswHandlers(cloud, { connection: () => connection }));
  server.listen({ onUnhandledRequest: 'error' });

  async function read(response: Response): Promise<Received> {
    try {
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    } catch {
      return { broken: 'cut' };
    }
  }

  return {
    async send({ method, url, headers, body }, { asker, certificate }) {
      connection = { asker, clientCertificate: certificate?.der ?? null };
      try {
        return await read(await fetch(url, { method, headers, ...(body === '' ? {} : { body }) }));
      } catch (error) {
        return { broken: brokenWay(error) };
      } finally {
        connection = fromOutside;
      }
    },
    close: () => {
      server.close();
      return Promise.resolve();
    },
  };
}
