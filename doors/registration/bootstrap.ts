/**
 * How a client from outside comes to a key that a computer of the world may sign with: it borrows the one that the computer has, or
 * writes a certificate of its own to the computer's object, as the computer itself would. Source: protocols.md 2 (3), 5.3.
 */
import { X509Certificate } from 'node:crypto';
import { writeOwnCertificate } from '../../mocks/active-directory/computers.ts';
import { linksFrom } from '../../mocks/active-directory/replica.ts';
import { thumbprintOf } from '../../mocks/certificate.ts';
import type { OutsideChange } from '../../simulation/step.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import { certificateTimeMs } from '../keys/certificate-time.ts';
import { bootstrapCertificateOf } from '../keys/device-keys.ts';
import { publicOctetsOf } from '../keys/key-pair.ts';
import type { KeyRing } from '../keys/key-ring.ts';

export interface BootstrapKey {
  /** PKCS#8. */
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

type Impossible = { readonly impossible: string };

/** The key and the certificate with which a computer of the world signs its sync join. @param name of a device of the world */
export function bootstrapKeyOf(keys: KeyRing, world: World, name: string): BootstrapKey | Impossible {
  const certificate = deviceOf(world, name).bootstrapCertificate;
  if (!certificate) return { impossible: `${name} has made no certificate for userCertificate yet. Let its task run, or record a certificate of your own.` };
  if (keys.wasBrought(certificate.id)) return { impossible: `The key of the certificate of ${name} is with the client that brought it.` };
  return {
    privateKeyPem: keys.pairOf(certificate.id).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    certificatePem: new X509Certificate(bootstrapCertificateOf(keys, world, certificate)).toString(),
  };
}

/**
 * Writes a client's own certificate to `userCertificate` of a computer, at the first domain controller that takes it.
 * @param certificate PEM or DER
 */
export function recordCertificate(keys: KeyRing, world: World, name: string, certificate: string | Uint8Array): { readonly change: OutsideChange } | Impossible {
  const { objectGuid } = deviceOf(world, name);
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(certificate);
  } catch {
    return { impossible: 'This is no X.509 certificate in PEM or DER.' };
  }
  if (parsed.publicKey.asymmetricKeyType !== 'rsa') return { impossible: `The key of the certificate is ${parsed.publicKey.asymmetricKeyType ?? 'unknown'}; a sync join is signed with RSA.` };
  const [fromMs, toMs] = [certificateTimeMs(parsed.validFrom), certificateTimeMs(parsed.validTo)];
  const subject = parsed.subject.trim();
  if (fromMs === undefined || toMs === undefined) return { impossible: 'The validity of the certificate cannot be read.' };
  const controller = Object.values(world.directory.controllers).find(({ running, readOnly }) => running && !readOnly);
  if (!controller) return { impossible: 'No writable domain controller is running.' };
  const id = `${name}/brought/${thumbprintOf(parsed.raw)}`;
  const value = { id, subject, notBeforeMs: fromMs - world.startMs, notAfterMs: toMs - world.startMs, keyHolder: name };
  const written = writeOwnCertificate(world.directory, controller.name, { objectGuid, passwordMatches: true }, value, world.nowMs);
  if ('failure' in written) return { impossible: `${controller.name} refuses: ${written.failure.reason} (${written.failure.code}).` };
  keys.remember(id, publicOctetsOf(parsed.publicKey));
  return {
    change: {
      changes: { directory: written.directory },
      tells: linksFrom(written.directory, controller.name).map((link) => ({ to: { kind: 'replication', of: link }, event: { type: 'CHANGED' } })),
    },
  };
}
