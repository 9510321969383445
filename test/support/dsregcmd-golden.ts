/** Pieces of expected `dsregcmd /status` texts, typed from the description of the output. Tests put them together to whole texts. */

/** A whole text: one empty line, then the pieces; a console program ends its lines with CR LF. `·` marks a blank that ends a line. */
export const windowsText = (...pieces: readonly string[]): string => pieces.join('').replaceAll('·', ' ').replaceAll('\n', '\r\n');

export const hybridState = `
+----------------------------------------------------------------------+
| Device State                                                         |
+----------------------------------------------------------------------+

             AzureAdJoined : YES
          EnterpriseJoined : NO
              DomainJoined : YES
                DomainName : CONTOSO
           Virtual Desktop : NOT SET
               Device Name : LAPTOP01.contoso.com
`;

export const domainState = hybridState.replace('AzureAdJoined : YES', 'AzureAdJoined : NO');

export const aloneState = `
+----------------------------------------------------------------------+
| Device State                                                         |
+----------------------------------------------------------------------+

             AzureAdJoined : NO
          EnterpriseJoined : NO
              DomainJoined : NO
           Virtual Desktop : NOT SET
               Device Name : LAPTOP01
`;

export const deviceDetails = `
+----------------------------------------------------------------------+
| Device Details                                                       |
+----------------------------------------------------------------------+

                  DeviceId : 5b78dc8e-bc07-4791-8ea1-c7471cdc9fe3
                Thumbprint : AF7D2FF4F1E1E8C0D2BBC5BBEB3593C5CA3CD3D3
 DeviceCertificateValidity : [ 2026-01-05 08:40:00.000 UTC -- 2036-01-05 09:10:00.000 UTC ]
            KeyContainerId : dc857ed4-cb57-4461-9a18-ccadbeecb698
               KeyProvider : Microsoft Platform Crypto Provider
              TpmProtected : YES
          DeviceAuthStatus : SUCCESS
`;

export const tenantDetails = `
+----------------------------------------------------------------------+
| Tenant Details                                                       |
+----------------------------------------------------------------------+

                TenantName : Contoso
                  TenantId : 72f988bf-0000-4000-8000-2d7cd011db47
                       Idp : login.windows.net
               AuthCodeUrl : https://login.microsoftonline.com/72f988bf-0000-4000-8000-2d7cd011db47/oauth2/authorize
            AccessTokenUrl : https://login.microsoftonline.com/72f988bf-0000-4000-8000-2d7cd011db47/oauth2/token
                    MdmUrl :·
                 MdmTouUrl :·
          MdmComplianceUrl :·
               SettingsUrl :·
            JoinSrvVersion : 2.0
                JoinSrvUrl : https://enterpriseregistration.windows.net/EnrollmentServer/device/
                 JoinSrvId : urn:ms-drs:enterpriseregistration.windows.net
             KeySrvVersion : 1.0
                 KeySrvUrl : https://enterpriseregistration.windows.net/EnrollmentServer/key/
                  KeySrvId : urn:ms-drs:enterpriseregistration.windows.net
        WebAuthNSrvVersion : 1.0
            WebAuthNSrvUrl : https://enterpriseregistration.windows.net/webauthn/72f988bf-0000-4000-8000-2d7cd011db47/
             WebAuthNSrvId : urn:ms-drs:enterpriseregistration.windows.net
    DeviceManagementSrvVer : 1.0
    DeviceManagementSrvUrl : https://enterpriseregistration.windows.net/manage/72f988bf-0000-4000-8000-2d7cd011db47/
     DeviceManagementSrvId : urn:ms-drs:enterpriseregistration.windows.net
`;

export const userWithoutAccount = `
+----------------------------------------------------------------------+
| User State                                                           |
+----------------------------------------------------------------------+

                    NgcSet : NO
           WorkplaceJoined : NO
             WamDefaultSet : NO
`;

export const userWithAccount = `
+----------------------------------------------------------------------+
| User State                                                           |
+----------------------------------------------------------------------+

                    NgcSet : NO
           WorkplaceJoined : NO
             WamDefaultSet : YES
       WamDefaultAuthority : organizations
              WamDefaultId : https://login.microsoft.com
            WamDefaultGUID : {B16898C6-A148-4967-9171-64D755DA8520} (AzureAd)
`;

export const noTokens = `
+----------------------------------------------------------------------+
| SSO State                                                            |
+----------------------------------------------------------------------+

                AzureAdPrt : NO
       AzureAdPrtAuthority : NO
             EnterprisePrt : NO
    EnterprisePrtAuthority : NO
`;

export const withPrt = `
+----------------------------------------------------------------------+
| SSO State                                                            |
+----------------------------------------------------------------------+

                AzureAdPrt : YES
      AzureAdPrtUpdateTime : 2026-01-05 09:00:12.000 UTC
      AzureAdPrtExpiryTime : 2026-01-19 09:00:12.000 UTC
       AzureAdPrtAuthority : https://login.microsoftonline.com/72f988bf-0000-4000-8000-2d7cd011db47
             EnterprisePrt : NO
    EnterprisePrtAuthority :·
                 OnPremTgt : NO
                  CloudTgt : YES
         KerbTopLevelNames : .windows.net,.windows.net:1433,.windows.net:3342,.azure.net,.azure.net:1433,.azure.net:3342
`;

export const workAccountSection = `
+----------------------------------------------------------------------+
| Work Account 1                                                       |
+----------------------------------------------------------------------+

         WorkplaceDeviceId : 8f3e21cc-1b7a-4a53-9f21-6c0d3e5a7b90
       WorkplaceThumbprint : 0BF36D245A124205D42B7FBCA6B6AB65A5B06A3C
 DeviceCertificateValidity : [ 2026-01-02 10:00:00.000 UTC -- 2036-01-02 10:30:00.000 UTC ]
            KeyContainerId : 1c68a06c-38a6-4614-a03d-5b00df256789
               KeyProvider : Microsoft Software Key Storage Provider
              TpmProtected : NO
         WorkplaceTenantId : 72f988bf-0000-4000-8000-2d7cd011db47
       WorkplaceTenantName : Contoso
           WorkplaceMdmUrl :·
      WorkplaceSettingsUrl :·
                    NgcSet : NO
`;

export const notInScp = `
+----------------------------------------------------------------------+
| Diagnostic Data                                                      |
+----------------------------------------------------------------------+

     Diagnostics Reference : www.microsoft.com/aadjerrors
              User Context : UN-ELEVATED User
               Client Time : 2026-01-05 08:30:00.000 UTC
      AD Connectivity Test : PASS
     AD Configuration Test : FAIL [0x80070002]
        DRS Discovery Test : SKIPPED
     DRS Connectivity Test : SKIPPED
      Kerberos Ticket Test : SKIPPED
    Token acquisition Test : SKIPPED
     Fallback to Sync-Join : ENABLED
      Fallback to Fed-Join : ENABLED

     Previous Registration : 2026-01-05 08:12:40.000 UTC
               Error Phase : discover
          Client ErrorCode : 0x801c001d
    Executing Account Name : CONTOSO\\alice, alice@contoso.com
`;

export const notSynchronised = `
+----------------------------------------------------------------------+
| Diagnostic Data                                                      |
+----------------------------------------------------------------------+

     Diagnostics Reference : www.microsoft.com/aadjerrors
              User Context : UN-ELEVATED User
               Client Time : 2026-01-05 08:30:00.000 UTC
      AD Connectivity Test : PASS
     AD Configuration Test : PASS
        DRS Discovery Test : PASS
     DRS Connectivity Test : PASS
      Kerberos Ticket Test : SKIPPED
    Token acquisition Test : PASS
     Fallback to Sync-Join : ENABLED
      Fallback to Fed-Join : ENABLED

     Previous Registration : 2026-01-05 08:12:40.000 UTC
         Registration Type : sync
               Error Phase : join
          Client ErrorCode : 0x801c03f2
          Server ErrorCode : DirectoryError
            Server Message : The device object by the given id (5b78dc8e-bc07-4791-8ea1-c7471cdc9fe3) is not found.
              Https Status : 400
                Request Id : 6bff0bd9-820b-484b-ab20-2a4f7b76c58e
    Executing Account Name : CONTOSO\\alice, alice@contoso.com
`;

export const joinedHealth = `
+----------------------------------------------------------------------+
| Diagnostic Data                                                      |
+----------------------------------------------------------------------+

        AadRecoveryEnabled : NO
    Executing Account Name : CONTOSO\\alice, alice@contoso.com
               KeySignTest : MUST Run elevated to test.

        DisplayNameUpdated : YES
          OsVersionUpdated : YES
           HostNameUpdated : YES

      Last HostName Update : NONE
`;

export const systemProxies = `
+----------------------------------------------------------------------+
| IE Proxy Config for System Account                                   |
+----------------------------------------------------------------------+

      Auto Detect Settings : YES
    Auto-Configuration URL :·
         Proxy Server List :·
         Proxy Bypass List :·

+----------------------------------------------------------------------+
| URL Specific Proxy Config                                            |
+----------------------------------------------------------------------+

    Auto Detect PAC Status : Failed to auto detect the Proxy Auto-Configuration (PAC) script using WPAD. code: 0x80072f94

    Executing Account Name : CONTOSO\\LAPTOP01$, LAPTOP01$@contoso.com
`;

export const proxies = `
+----------------------------------------------------------------------+
| IE Proxy Config for Current User                                     |
+----------------------------------------------------------------------+

      Auto Detect Settings : YES
    Auto-Configuration URL :·
         Proxy Server List :·
         Proxy Bypass List :·

+----------------------------------------------------------------------+
| WinHttp Default Proxy Config                                         |
+----------------------------------------------------------------------+

               Access Type : DIRECT
`;

/** @param answers IsDeviceJoined and IsUserAzureAD */
export const ngcCheck = (...[deviceJoined, userAzureAd]: readonly ['YES' | 'NO', 'YES' | 'NO']): string => `
+----------------------------------------------------------------------+
| Ngc Prerequisite Check                                               |
+----------------------------------------------------------------------+

            IsDeviceJoined : ${deviceJoined}
             IsUserAzureAD : ${userAzureAd}
             PolicyEnabled : NO
          PostLogonEnabled : YES
            DeviceEligible : YES
        SessionIsNotRemote : YES
            CertEnrollment : none
              PreReqResult : WillNotProvision
`;

export const closing = `
For more information, please visit https://www.microsoft.com/aadjerrors
`;
