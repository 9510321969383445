/** What of Connect and of the tenant decides. Dropped: run history, mails, request numbers, dates, object ids of incarnations. */
import type { ConnectorObject, ConnectState, ImportedComputer } from '../../../mocks/connect/state.ts';
import type { CloudDevice, TenantState } from '../../../mocks/entra/state.ts';
import { dated } from './certificates.ts';

const mapValues = <Value>(table: { readonly [key: string]: Value }, change: (value: Value) => Value): { readonly [key: string]: Value } =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));

export function normaliseConnect(connect: ConnectState, nowMs: number): ConnectState {
  const computer = (known: ImportedComputer | null): ImportedComputer | null => known && { ...known, userCertificate: known.userCertificate.map((certificate) => dated(certificate, nowMs)) };
  const object = (known: ConnectorObject): ConnectorObject => ({ ...known, imported: computer(known.imported), exported: computer(known.exported), exportError: null });
  return { ...connect, servers: mapValues(connect.servers, (server) => ({
    ...server, runs: [], mailsSent: [], connectorSpace: mapValues(server.connectorSpace, object), users: mapValues(server.users, (user) => ({ ...user, exportError: null })),
  })) };
}

/** Whether a date is set decides (registered, deleted); when it was does not. */
const presence = (atMs: number | null): 0 | null => (atMs === null ? null : 0);

export function normaliseTenant(tenant: TenantState, nowMs: number): TenantState {
  const device = (known: CloudDevice): CloudDevice => ({
    ...known,
    objectId: '',
    incarnation: 1,
    createdAtMs: 0,
    syncedAtMs: 0,
    // The key hash beside the thumbprint is shown; the thumbprint decides (`deviceCertificateThumbprint`).
    alternativeSecurityIds: known.alternativeSecurityIds.map(() => 'X509:'),
    registeredAtMs: presence(known.registeredAtMs),
    approximateLastSignInMs: null,
    extensionAttributes: {},
    deletedAtMs: presence(known.deletedAtMs),
    userCertificate: known.userCertificate.map((certificate) => dated(certificate, nowMs)),
  });
  return { ...tenant, requestCount: 0, devices: mapValues(tenant.devices, device) };
}
