/** What the tenant holds. The life of each device object (pending, registered ...) is its own statechart, `cloud-device`. */

export interface TenantState {
  readonly tenantId: string;
  readonly displayName: string;
  /** `contoso.onmicrosoft.com`. */
  readonly initialDomain: string;
  readonly domains: readonly VerifiedDomain[];
  readonly authentication: 'password-hash-sync' | 'pass-through';
  readonly passThroughAgentsRunning: boolean;
  /** By user principal name, lower case. */
  readonly users: { readonly [userPrincipalName: string]: CloudUser };
  /** By deviceId (= objectGUID of the computer, lifecycle.md 2.1). */
  readonly devices: { readonly [deviceId: string]: CloudDevice };
  /** Requests served, so that request ids are unique and reproducible. */
  readonly requestCount: number;
}

export interface VerifiedDomain {
  readonly name: string;
  readonly realm: 'Managed' | 'Federated';
}

export interface CloudUser {
  readonly userPrincipalName: string;
  readonly objectId: string;
  /** The account that Connect made the user of: never another one, whatever the user is called. */
  readonly onPremisesSamAccountName: string;
  readonly enabled: boolean;
  /** Version of the password whose hash has arrived (password hash sync); pass-through asks a DC instead. */
  readonly passwordVersion: number;
  readonly licensedForIntune: boolean;
}

/** Attributes of one device object (lifecycle.md 2.3). What is `null` is not set. */
export interface CloudDevice {
  readonly deviceId: string;
  /** Graph `id`; a re-created object gets a new one. */
  readonly objectId: string;
  /** 1 for the first object of this deviceId, 2 after a deletion and re-creation. */
  readonly incarnation: number;
  readonly displayName: string;
  readonly operatingSystem: string;
  readonly operatingSystemVersion: string;
  readonly trustType: 'ServerAd';
  readonly onPremisesSecurityIdentifier: string;
  /** Internal copy of `userCertificate`: ids of the bootstrap certificates. */
  readonly userCertificate: readonly CloudCertificate[];
  /** `X509:<SHA1-TP-PUBKEY>...` once registered. */
  readonly alternativeSecurityIds: readonly string[];
  readonly profileType: 'RegisteredDevice' | null;
  /** Those that an administrator has set: `extensionAttribute1` to `extensionAttribute15`. */
  readonly extensionAttributes: { readonly [name: string]: string | null };
  readonly createdAtMs: number;
  /** When Connect last sent the object. */
  readonly syncedAtMs: number;
  readonly registeredAtMs: number | null;
  readonly approximateLastSignInMs: number | null;
  readonly deletedAtMs: number | null;
  /** Thumbprint of the device certificate issued at registration. */
  readonly deviceCertificateThumbprint: string | null;
  /** From this instant on the registration service sees the object (OQ17); a timer, not a comparison, flips it. */
  readonly visibleToRegistration: boolean;
}

export interface CloudCertificate {
  readonly id: string;
  readonly subject: string;
  readonly notAfterMs: number;
  readonly keyHolder: string;
}
