/** What a client sets to reach the served cloud: the variables that curl, Python, PowerShell, Node and most others honour. */
import { quotedForPowerShell, quotedForSh } from '../shell-words.ts';

export interface Addresses {
  readonly host: string;
  readonly port: number;
  readonly proxyPort: number;
  readonly controlPort: number;
  readonly token: string;
  /** File with the authority's certificate. */
  readonly authorityFile: string;
}

export type Variables = { readonly [name: string]: string };

export function environmentOf({ host, port, proxyPort, controlPort, token, authorityFile }: Addresses): Variables {
  const name = host.includes(':') ? `[${host}]` : host;
  const proxy = `http://${name}:${proxyPort}`;
  return {
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    NO_PROXY: '127.0.0.1,localhost,[::1]',
    CURL_CA_BUNDLE: authorityFile,
    REQUESTS_CA_BUNDLE: authorityFile,
    SSL_CERT_FILE: authorityFile,
    NODE_EXTRA_CA_CERTS: authorityFile,
    // From Node 22.21 and 24 on its own fetch honours the proxy if this is set.
    NODE_USE_ENV_PROXY: '1',
    JOINLAB_CA: authorityFile,
    JOINLAB_HTTPS: `https://${name}:${port}`,
    JOINLAB_CONTROL: `http://${name}:${controlPort}`,
    JOINLAB_TOKEN: token,
  };
}

export const shells = ['sh', 'powershell'] as const;
export type Shell = (typeof shells)[number];

const assigned: { readonly [shell in Shell]: (name: string, value: string) => string } = {
  sh: (name, value) => `export ${name}=${quotedForSh(value)}`,
  powershell: (name, value) => `$env:${name} = ${quotedForPowerShell(value)}`,
};

export const exportLines = (variables: Variables, shell: Shell): string => `${Object.entries(variables).map(([name, value]) => assigned[shell](name, value)).join('\n')}\n`;
