/** A Connect server by itself, and the one computer it knows, for tests of the sync engine. */
import type { ConnectorObject, ConnectServer, ImportedComputer } from '../mocks/connect/state.ts';

export const computer: ImportedComputer = {
  objectGuid: 'd1', objectSid: 'S-1-5-21-1-2-3-1104', displayName: 'LAPTOP01', enabled: true, operatingSystem: 'Windows 11 Enterprise', operatingSystemVersion: '10.0 (26100)',
  parentDn: 'OU=Laptops,DC=contoso,DC=com', memberOf: [], isCriticalSystemObject: false, userCertificate: [{ id: 'c0', subject: 'CN=d1', notAfterMs: 9_000, keyHolder: 'LAPTOP01' }],
};

export const server: ConnectServer = {
  name: 'SYNC01', stagingMode: false, controller: 'DC01', includedOus: ['OU=Laptops,DC=contoso,DC=com'], pendingIncludedOus: null, pilotGroup: null, deletionThreshold: 500,
  connectorSpace: {}, users: {}, runs: [], fullSyncRequired: false, mailsSent: [],
};

/** Imported, exported and confirmed: nothing waits. */
export const settled: ConnectorObject = { objectGuid: 'd1', imported: computer, importedAt: { controller: 'DC01', usn: 0 }, withheld: null, pendingExport: null, exported: computer, exportError: null };

/** Several objects of the same shape; each is named by its objectGUID. */
export const holding = (...objects: readonly Partial<ConnectorObject>[]): ConnectServer => ({
  ...server,
  connectorSpace: Object.fromEntries(objects.map((object) => { const whole = { ...settled, ...object }; return [whole.objectGuid, whole]; })),
});
