/** Where the server is: said on the command line, or in the variables that `joinlab serve` prints. */
import type { Io } from '../io.ts';
import { usage } from '../loading.ts';

export interface ServerAddress {
  readonly url: string;
  readonly token: string;
}

export interface AddressOptions {
  readonly url?: string;
  readonly token?: string;
}

/** `null` after saying what is missing. */
export function addressOf(options: AddressOptions, io: Io): ServerAddress | null {
  const url = options.url ?? process.env.JOINLAB_CONTROL ?? '';
  const token = options.token ?? process.env.JOINLAB_TOKEN ?? '';
  if (/^https?:\/\//.test(url) && token !== '') return { url, token };
  usage(io, 'It is not known which server is meant. Source the env.sh (or env.ps1) that joinlab serve names, or give joinlab ctl --url and --token.');
  return null;
}
