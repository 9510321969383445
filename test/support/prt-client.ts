/** A device that asks for tokens as Windows does, written against protocols.md 6 alone. */
import { constants, createDecipheriv, createHash, createHmac, createSign, privateDecrypt, type KeyObject } from 'node:crypto';
import { certificateOfJoin, transportKeyName } from '../../doors/keys/device-keys.ts';
import { passwordOf } from '../../mocks/entra/passwords.ts';
import { login, type Answered, type TestCloud } from './cloud-client.ts';

export const broker = '38aa3b87-a06d-4817-b275-7a316988d93b';
const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

type Members = { readonly [name: string]: unknown };

export interface DeviceKeys {
  readonly certificate: Uint8Array;
  readonly deviceKey: KeyObject;
  readonly transportKey: KeyObject;
}

/** Keys of a device that was registered before any door opened. */
export function keysOf({ cloud: { keys }, world }: TestCloud, name = 'LAPTOP01'): DeviceKeys {
  const join = world.devices[name]?.join;
  if (!join) throw new Error(`${name} is not joined`);
  return {
    certificate: certificateOfJoin(keys, world, join), deviceKey: keys.pairOf(join.keyContainerId).privateKey, transportKey: keys.pairOf(transportKeyName(join.keyContainerId)).privateKey,
  };
}

const part = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export function signedRs256(header: Members, payload: unknown, key: KeyObject): string {
  const body = `${part(header)}.${part(payload)}`;
  return `${body}.${createSign('sha256').update(body).sign(key).toString('base64url')}`;
}

export const nonceOf = async (lab: TestCloud): Promise<string> => String((await lab.token({ grant_type: 'srv_challenge' }, 'common/oauth2/token')).body.Nonce);

export interface Asking {
  readonly payload?: Members;
  readonly header?: Members;
  readonly form?: { readonly [field: string]: string };
  readonly signWith?: KeyObject;
  readonly upn?: string;
  readonly passwordVersion?: number;
  readonly path?: string;
}

/** The request for a PRT with a password; parts may be put otherwise. */
export async function askPrt(lab: TestCloud, keys: DeviceKeys, asking: Asking = {}): Promise<Answered> {
  const upn = asking.upn ?? 'alice@contoso.com';
  const payload = {
    client_id: broker, request_nonce: await nonceOf(lab), scope: 'openid aza ugs', group_sids: [], win_ver: '10.0.26100.1742', grant_type: 'password', username: upn,
    password: passwordOf(upn, asking.passwordVersion ?? 1), ...asking.payload,
  };
  const header = { alg: 'RS256', typ: 'JWT', x5c: Buffer.from(keys.certificate).toString('base64'), ...asking.header };
  const form = { windows_api_version: '2.0', grant_type: jwtBearer, request: signedRs256(header, payload, asking.signWith ?? keys.deviceKey), client_info: '1', ...asking.form };
  return lab.ask('POST', `${login}/${asking.path ?? 'common/oauth2/token'}`, { body: new URLSearchParams(form).toString() });
}

/** The content key of the JWE, which is the session key. */
export const sessionKeyOf = ({ body }: Answered, { transportKey }: DeviceKeys): Buffer =>
  privateDecrypt({ key: transportKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, Buffer.from(String(body.session_key_jwe).split('.')[1] ?? '', 'base64url'));

export function derived(sessionKey: Buffer, context: Buffer): Buffer {
  const counter = Buffer.from([0, 0, 0, 1]);
  return createHmac('sha256', sessionKey).update(Buffer.concat([counter, Buffer.from('AzureAD-SecureConversation\0', 'ascii'), context, Buffer.from([0, 0, 1, 0])])).digest();
}

export interface Using {
  readonly payload?: Members;
  readonly header?: Members;
  readonly kdf?: 1 | 2;
  readonly context?: Buffer;
  readonly path?: string;
  /** The payload as text, for spellings that no serialiser makes. */
  readonly text?: (payload: Members) => string;
}

/** A request that shows a PRT. */
export async function usePrt(lab: TestCloud, prt: unknown, sessionKey: Buffer, using: Using = {}): Promise<Answered> {
  const context = using.context ?? Buffer.from('0123456789abcdefghijklmn');
  const payload = {
    client_id: '29d9ed98-a469-4536-ade2-f981bc1d605e', scope: 'openid', resource: 'urn:ms-drs:enterpriseregistration.windows.net', request_nonce: await nonceOf(lab), refresh_token: prt,
    grant_type: 'refresh_token', iss: 'aad:brokerplugin', aud: 'login.microsoftonline.com', win_ver: '10.0.26100.1742', iat: '1767600000', exp: '1767603600', ...using.payload,
  };
  const kdf = using.kdf ?? 2;
  const text = using.text?.(payload) ?? JSON.stringify(payload);
  const bound = kdf === 2 ? createHash('sha256').update(context).update(text).digest() : context;
  const body = `${part({ alg: 'HS256', ctx: context.toString('base64'), ...(kdf === 2 ? { kdf_ver: 2 } : {}), ...using.header })}.${part(text)}`;
  const request = `${body}.${createHmac('sha256', derived(sessionKey, bound)).update(body).digest('base64url')}`;
  const form = { windows_api_version: '2.0', grant_type: jwtBearer, request, client_info: '1' };
  return lab.ask('POST', `${login}/${using.path ?? 'common/oauth2/token'}`, { body: new URLSearchParams(form).toString() });
}

/** An encrypted reply, opened. */
export function opened({ text }: Answered, sessionKey: Buffer): { readonly header: Members; readonly body: Members } {
  const [head = '', empty, iv = '', data = '', tag = ''] = text.split('.');
  if (empty !== '') throw new Error('the second part is not empty');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Members;
  const key = derived(sessionKey, Buffer.from(String(header.ctx), 'base64'));
  const vector = Buffer.from(iv, 'base64url');
  const decipher = vector.length === 12
    ? createDecipheriv('aes-256-gcm', key, vector).setAAD(Buffer.from(head)).setAuthTag(Buffer.from(tag, 'base64url'))
    : createDecipheriv('aes-256-cbc', key, vector);
  return { header, body: JSON.parse(Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString()) as Members };
}
