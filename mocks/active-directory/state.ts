/** What the directory holds: the forest, its domain controllers, and on each of them its own copy of the objects. */

export interface DirectoryState {
  readonly forest: string;
  readonly domain: { readonly dnsName: string; readonly netbiosName: string; readonly sid: string };
  /** By host name in upper case, `DC01`. */
  readonly controllers: { readonly [name: string]: DomainController };
  /** Each ordered pair of DCs that replicate, e.g. `DC01>DC02`. */
  readonly replicationLinks: { readonly [link: string]: { readonly source: string; readonly target: string; readonly delayMs: number } };
}

export interface DomainController {
  readonly name: string;
  readonly site: string;
  readonly running: boolean;
  readonly readOnly: boolean;
  /** Highest update sequence number of this copy; never replicated. */
  readonly usn: number;
  readonly replica: Replica;
}

/** One copy of the naming contexts that the join touches. */
export interface Replica {
  readonly serviceConnectionPoint: ServiceConnectionPoint | null;
  /** By objectGUID (lower case, no braces). */
  readonly computers: { readonly [objectGuid: string]: ComputerObject };
  /** By sAMAccountName, lower case. */
  readonly users: { readonly [samAccountName: string]: UserObject };
}

export interface ServiceConnectionPoint {
  /** The leaf was deleted: kept, so that replication carries the deletion instead of bringing the old leaf back. */
  readonly removed?: boolean;
  readonly keywords: readonly string[];
  readonly version: ObjectVersion;
}

/** Which of two copies is newer: higher number, then later time, then DC name (on-premises.md 1.8). */
export interface ObjectVersion {
  readonly number: number;
  readonly atMs: number;
  readonly controller: string;
  /** Update sequence number of the write at the DC whose copy this is (`uSNChanged`); absent until the first. */
  readonly usn?: number;
  /** Each attribute written since the start has a version of its own: conflicts are settled per attribute. */
  readonly attributes?: { readonly [attribute: string]: AttributeVersion };
}

export type AttributeVersion = Omit<ObjectVersion, 'attributes'>;

/** The self-signed bootstrap certificate (a) of lifecycle.md 1: what counts is its subject, dates and key. */
export interface BootstrapCertificate {
  /** Name of the certificate, unique in the world; thumbprint, serial number and DER derive from it. */
  readonly id: string;
  /** `CN=<objectGUID>` for the ones the join writes. */
  readonly subject: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** The device on whose disk or TPM the private key lies. */
  readonly keyHolder: string;
}

export interface ComputerObject {
  readonly objectGuid: string;
  readonly objectSid: string;
  /** `LAPTOP01$`. */
  readonly samAccountName: string;
  readonly cn: string;
  readonly dnsHostName: string;
  /** DN of the parent: `OU=Laptops,DC=contoso,DC=com`. */
  readonly parentDn: string;
  readonly enabled: boolean;
  readonly operatingSystem: string;
  /** `10.0 (22631)`. */
  readonly operatingSystemVersion: string;
  readonly userCertificate: readonly BootstrapCertificate[];
  /** Set when a deny entry keeps the computer from writing its own Personal Information. */
  readonly selfWriteDenied: boolean;
  readonly creatorSid: string | null;
  readonly isCriticalSystemObject: boolean;
  readonly memberOf: readonly string[];
  readonly whenCreatedMs: number;
  readonly whenChangedMs: number;
  readonly deleted: boolean;
  readonly version: ObjectVersion;
}

export interface UserObject {
  readonly samAccountName: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly objectSid: string;
  readonly enabled: boolean;
  /** Counts up at each change; the first password is 1. */
  readonly passwordVersion: number;
  readonly version: ObjectVersion;
}
