/** What administrators change on a Connect server. Source: on-premises.md 4.1, 4.4, 4.5. */
import type { ConnectServer } from './state.ts';

export const setStagingMode = (server: ConnectServer, stagingMode: boolean): ConnectServer => ({ ...server, stagingMode });

/** A filter edit takes effect with the next full cycle. */
export function includeOu(server: ConnectServer, ou: string, included: boolean): ConnectServer {
  const before = server.pendingIncludedOus ?? server.includedOus;
  const pendingIncludedOus = included ? [...new Set([...before, ou])] : before.filter((known) => known !== ou);
  return { ...server, pendingIncludedOus, fullSyncRequired: true };
}

export const setPilotGroup = (server: ConnectServer, pilotGroup: string | null): ConnectServer => ({ ...server, pilotGroup, fullSyncRequired: true });

export const setDeletionThreshold = (server: ConnectServer, deletionThreshold: number | null): ConnectServer => ({ ...server, deletionThreshold });

/** Deletions of computers elsewhere: they count for the threshold (on-premises.md 4.5). */
export function setDeletionsElsewhere({ deletionsElsewhere: _before, ...server }: ConnectServer, deletions: number): ConnectServer {
  return deletions === 0 ? server : { ...server, deletionsElsewhere: deletions };
}

export const setController = (server: ConnectServer, controller: string): ConnectServer => ({ ...server, controller });
