/** curl and other tools of the machine, as tests call them; where one is missing, tests are skipped and their names say why. */
import { execFile, spawnSync } from 'node:child_process';

const versionAsked: { readonly [tool: string]: string } = { curl: '--version', openssl: 'version' };

/** Whether a tool is missing, and what the name of a skipped test ends with. */
export function toolsFor(...tools: readonly (keyof typeof versionAsked & string)[]): { readonly isMissing: boolean; readonly why: string } {
  const missing = tools.filter((tool) => spawnSync(tool, [versionAsked[tool] ?? '']).status !== 0);
  return { isMissing: missing.length > 0, why: missing.length > 0 ? ` (skipped: ${missing.join(' and ')} not installed)` : '' };
}

/** The proxy as a client names it, with the user who says for whom it speaks. */
export const proxyAddress = (port: number, user = ''): string => `http://${user === '' ? '' : `${encodeURIComponent(user)}:x@`}127.0.0.1:${port}`;

export interface Curled {
  readonly exit: number;
  readonly status: number;
  readonly body: string;
}

export interface CurlDoor {
  readonly proxyPort: number;
  /** File with the authority that curl trusts. */
  readonly trusts: string;
}

/** One request through the proxy. */
export const curl = ({ proxyPort, trusts }: CurlDoor, url: string, { user = '', args = [] as readonly string[] } = {}): Promise<Curled> =>
  new Promise((resolve) => {
    execFile('curl', ['-sS', '--max-time', '20', '--cacert', trusts, '--proxy', proxyAddress(proxyPort, user), '-w', '\n%{http_code}', ...args, url], (error, stdout) => {
      const end = stdout.lastIndexOf('\n');
      resolve({ exit: Number(error?.code ?? 0), status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) });
    });
  });
