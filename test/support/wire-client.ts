/** What a client of the HTTPS door meets, in a word: a status, or where and how its connection ends. */
import { request, type IncomingMessage } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

export interface WireAsk {
  readonly host: string;
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  /** PEM of the authorities that the client trusts. */
  readonly trusts: readonly string[];
  readonly own?: { readonly cert: string; readonly key: string };
}

class Met extends Error {
  readonly word: string;

  constructor(word: string) {
    super(word);
    this.word = word;
  }
}

const codeOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? error.message;

/** A connection through the proxy, as whom its user name says. */
export const tunnelled = (proxyPort: number, host: string, user: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const authorization = user === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(`${user}:x`).toString('base64')}` };
    const asked = request({ host: '127.0.0.1', port: proxyPort, method: 'CONNECT', path: `${host}:443`, headers: { host: `${host}:443`, ...authorization }, agent: false });
    asked.once('connect', ({ statusCode = 0, headers }, socket: Socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      const offered = headers['proxy-authenticate'];
      reject(new Met(`proxy ${statusCode}${offered === undefined ? '' : ` ${offered}`}`));
    });
    asked.once('error', (error) => reject(new Met(`proxy ${codeOf(error)}`)));
    asked.end();
  });

/** TLS over it. */
export const secured = (socket: Socket, { host, trusts, own }: WireAsk): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const secure = connect({ socket, servername: host, ca: [...trusts], ...own });
    secure.once('secureConnect', () => {
      secure.on('error', () => undefined);
      resolve(secure);
    });
    secure.once('error', (error) => reject(new Met(`TLS ${codeOf(error)}`)));
  });

function inWords(response: IncomingMessage, body: string): string {
  const page = response.headers['content-type']?.startsWith('text/html') ? (body.includes('Welcome to the network') ? ' portal' : ' page') : '';
  const later = response.headers['retry-after'];
  const broken = response.headers['content-type']?.startsWith('application/json') && body !== '' && !isJson(body) ? ' no JSON' : '';
  return `${response.statusCode ?? 0}${page}${broken}${later === undefined ? '' : ` later ${later}`}`;
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** One request over a connection that stays open. */
export const exchanged = (socket: TLSSocket, { host, path, method = 'GET', body = '' }: WireAsk): Promise<string> =>
  new Promise((resolve) => {
    const asked = request({ method, path, createConnection: () => socket, headers: { host, 'content-length': Buffer.byteLength(body), 'content-type': 'application/json', connection: 'keep-alive' } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => { text += part; });
      response.once('end', () => resolve(inWords(response, text)));
      response.once('error', (error) => resolve(`${response.statusCode ?? 0}, then ${codeOf(error)} in the body`));
    });
    asked.once('error', (error) => resolve((error as NodeJS.ErrnoException).syscall === undefined ? `closed without an answer` : `${codeOf(error)} before the answer`));
    asked.end(body);
  });

const straight = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connectTcp(port, '127.0.0.1', () => resolve(socket)).once('error', reject);
  });

/** @param user of the proxy; none is a machine outside. @param port of the door itself, for a client that honours no proxy */
export async function met(proxyPort: number, user: string, ask: WireAsk, port?: number): Promise<string> {
  try {
    const socket = await secured(await (port === undefined ? tunnelled(proxyPort, ask.host, user) : straight(port)), ask);
    const word = await exchanged(socket, ask);
    socket.destroy();
    return word;
  } catch (error) {
    if (error instanceof Met) return error.word;
    throw error;
  }
}
