/** A cloud over a small world, and a client from outside that has borrowed the key of LAPTOP01's bootstrap certificate. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { joinMessage, type JoinMessage } from '../../doors/client/join-message.ts';
import type { Cloud, CloudOptions } from '../../doors/cloud/cloud.ts';
import type { Connection } from '../../doors/cloud/exchange.ts';
import type { HttpAnswer } from '../../doors/cloud/reply.ts';
import { keyPairFromPem, sharedKeyPair, type KeyPair } from '../../doors/keys/key-pair.ts';
import { bootstrapKeyOf } from '../../doors/registration/bootstrap.ts';
import type { OutsideChange } from '../../simulation/step.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import { smallWorld, type SpecChange } from '../small-world.ts';
import { testCloud, type TestCloud } from './cloud-client.ts';

export const drs = 'https://enterpriseregistration.windows.net';
export const laptop = 'LAPTOP01';

/** Keys that a client makes for itself: far from those that the labs of a test draw. */
export const ownKey = (index = 0): KeyPair => sharedKeyPair(6 + index);

export interface Received {
  readonly status: number;
  readonly headers: HttpAnswer['headers'];
  readonly body: unknown;
  readonly text: string;
}

export class OutsideCloud {
  private readonly inner: TestCloud;

  constructor(spec: SpecChange = { device: { state: 'pending' } }, options: CloudOptions = {}) {
    this.inner = testCloud(smallWorld(spec), options);
  }

  get world(): World {
    return this.inner.world;
  }

  set world(next: World) {
    this.inner.world = next;
  }

  get cloud(): Cloud {
    return this.inner.cloud;
  }

  change(by: string, what: OutsideChange): void {
    this.inner.access.change(by, what);
  }

  get deviceId(): string {
    return deviceOf(this.world, laptop).objectGuid;
  }

  get nowMs(): number {
    return this.world.startMs + this.world.nowMs;
  }

  /** Whole answers only. */
  async send(method: string, url: string, body: unknown = '', options: { readonly headers?: { readonly [name: string]: string }; readonly connection?: Connection } = {}): Promise<Received> {
    const answer = await this.inner.ask(method, url, { ...options, body: body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body) });
    return { ...answer, body: answer.headers['content-type']?.startsWith('application/json') ? answer.body : undefined };
  }

  get bootstrapKey(): KeyPair {
    const borrowed = bootstrapKeyOf(this.cloud.keys, this.world, laptop);
    if ('impossible' in borrowed) throw new Error(borrowed.impossible);
    return keyPairFromPem(createPrivateKey(borrowed.privateKeyPem).export({ type: 'pkcs8', format: 'pem' }) as string);
  }

  message(changes: Partial<JoinMessage> = {}) {
    return joinMessage({
      bootstrapKey: changes.bootstrapKey ?? this.bootstrapKey, deviceKey: ownKey(0), transportKey: ownKey(1).publicOctets, computerSid: deviceOf(this.world, laptop).objectSid,
      nowMs: this.nowMs, tenantId: this.world.tenant.tenantId, targetDomain: 'contoso.com', displayName: laptop, osVersion: '10.0.26100.1742', domainController: 'dc01.contoso.com',
      ...changes,
    });
  }

  join(body: unknown = this.message(), deviceId = this.deviceId): Promise<Received> {
    return this.send('PUT', `${drs}/EnrollmentServer/device/${deviceId}?api-version=2.0`, body);
  }

  /** The device certificate that a join of this client gives. */
  async joined(): Promise<X509Certificate> {
    const { body } = await this.join();
    return new X509Certificate(Buffer.from((body as { readonly Certificate: { readonly RawBody: string } }).Certificate.RawBody, 'base64'));
  }

  leave(certificate: X509Certificate | null, deviceId = this.deviceId): Promise<Received> {
    return this.send('DELETE', `${drs}/EnrollmentServer/device/${deviceId}?api-version=1.0`, '', { connection: { clientCertificate: certificate?.raw ?? null, asker: null } });
  }
}
