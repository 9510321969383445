/** What the parts of a first world are made from, and the names and certificates on which they have to agree. */
import type { Settings } from '../../../knowledge/settings.ts';
import { dnOf } from '../../../mocks/active-directory/service-connection-point.ts';
import type { BootstrapCertificate } from '../../../mocks/active-directory/state.ts';
import { dayMs } from '../../calendar.ts';
import { deviceCertificateNames, deviceCertificateValidity } from '../../certificates.ts';
import { guidFor } from '../../identity.ts';
import type { DeviceSpec, WorldSpec } from '../world-spec.ts';

/** What, beside the description, decides how a world begins. */
export interface WorldStart {
  readonly seed: string;
  /** Epoch milliseconds. */
  readonly startMs: number;
  readonly settings: Settings;
}

export interface WorldPlan extends WorldStart {
  readonly spec: WorldSpec;
  readonly tenantId: string;
}

/** What was there before the scenario: joined a month ago, synchronised and registered since yesterday. */
export const joinedDomainAtMs = -30 * dayMs;
export const registeredAtMs = -dayMs;
export const workAccountAddedAtMs = -90 * dayMs;

/** `Laptops` below the domain; a DN stays what it is. */
export const ouDn = (ou: string, forest: string): string => (ou.includes('=') ? ou : `${ou === 'Computers' ? 'CN' : 'OU'}=${ou},${dnOf(forest)}`);

export const upnOf = (spec: WorldSpec, person: string): string => spec.people[person]?.upn ?? `${person}@${spec.forest}`;

/** objectGUID of the computer, and deviceId in the tenant. */
export const objectGuidOf = ({ seed }: WorldPlan, device: string): string => guidFor(seed, `computer ${device}`);

/** The certificate in `userCertificate` of a device that is in the tenant from the start; `null` for others. */
export function bootstrapCertificateOf(plan: WorldPlan, name: string, { state }: DeviceSpec): BootstrapCertificate | null {
  if (state !== 'pending' && state !== 'registered') return null;
  const notAfterMs = registeredAtMs + plan.settings['cert.bootstrapValidity'];
  return { id: `${name}/bootstrap/start`, subject: `CN=${objectGuidOf(plan, name)}`, notBeforeMs: registeredAtMs, notAfterMs, keyHolder: name };
}

/** The device certificate of a device that is registered from the start. */
export function registeredCertificateOf(plan: WorldPlan, name: string) {
  const keyContainerId = guidFor(plan.seed, `${name}/keys/start`);
  const validity = deviceCertificateValidity(plan, registeredAtMs);
  const names = deviceCertificateNames(plan, { deviceId: objectGuidOf(plan, name), tenantId: plan.tenantId, joinType: 'joined', keyContainerId, ...validity });
  return { keyContainerId, ...validity, ...names };
}
