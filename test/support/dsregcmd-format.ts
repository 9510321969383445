/**
 * A strict check of the format of `dsregcmd /status` (layout since 1809), written from the description of the output and not
 * from the renderer: banners of 72 columns, the colon in column 28, the order of sections, blank lines, forms of values.
 */

const sectionOrder = [
  'Device State', 'Device Details', 'Tenant Details', 'User State', 'SSO State', 'Work Account', 'Diagnostic Data', 'IE Proxy Config for System Account', 'URL Specific Proxy Config',
  'IE Proxy Config for Current User', 'WinHttp Default Proxy Config', 'Ngc Prerequisite Check',
];

const guid = String.raw`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`;
const stamp = String.raw`\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.000 UTC`;
const code = '0x[0-9a-f]{8}';

const forms: { readonly [name: string]: RegExp } = {
  ...Object.fromEntries(['AzureAdJoined', 'EnterpriseJoined', 'DomainJoined', 'NgcSet', 'WorkplaceJoined', 'AzureAdPrt', 'EnterprisePrt', 'TpmProtected', 'OnPremTgt', 'CloudTgt'].map((name) => [name, /^(YES|NO)$/])),
  DomainName: /^[A-Z][A-Z0-9-]*$/,
  DeviceId: new RegExp(`^${guid}$`),
  TenantId: new RegExp(`^${guid}$`),
  KeyContainerId: new RegExp(`^${guid}$`),
  Thumbprint: /^[0-9A-F]{40}$/,
  DeviceCertificateValidity: new RegExp(String.raw`^\[ ${stamp} -- ${stamp} \]$`),
  DeviceAuthStatus: new RegExp(`^(SUCCESS|FAILED\\. Device is either disabled or deleted|FAILED\\. ERROR|FAILED\\. Error: ${code})$`),
  AzureAdPrtUpdateTime: new RegExp(`^${stamp}$`),
  AzureAdPrtExpiryTime: new RegExp(`^${stamp}$`),
  'Previous Registration': new RegExp(`^${stamp}$`),
  'Client Time': new RegExp(`^${stamp}$`),
  'Previous Prt Attempt': /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3} UTC$/,
  'Attempt Status': new RegExp(`^${code}$`),
  'Client ErrorCode': new RegExp(`^${code}$`),
  'Error Phase': /^(pre-check|discover|auth|join)$/,
  'Request Id': new RegExp(`^${guid}$`),
  'Https Status': /^\d{3}$/,
  'User Context': /^(SYSTEM|UN-ELEVATED User|ELEVATED User)$/,
  ...Object.fromEntries(['AD Connectivity Test', 'AD Configuration Test', 'DRS Discovery Test', 'DRS Connectivity Test', 'Kerberos Ticket Test', 'Token acquisition Test'].map((name) => [name, new RegExp(`^(PASS|SKIPPED|FAIL \\[${code}(/${code})?\\])$`)])),
  PreReqResult: /^(WillProvision|WillNotProvision)$/,
};

/** @returns what is wrong, one sentence each; empty when nothing is */
export function checkStatusFormat(text: string): string[] {
  const problems: string[] = [];
  if (!text.endsWith('\r\n')) problems.push('does not end with CR LF');
  if (/(?<!\r)\n/.test(text)) problems.push('has a line end without CR');
  const lines = text.split('\r\n');
  if (lines[0] !== '' || !lines[1]?.startsWith('+')) problems.push('does not begin with one empty line and a banner');
  let last = -1;
  for (let index = 1; index < lines.length - 1; index += 1) {
    const line = lines[index] ?? '';
    const where = `line ${index + 1}`;
    if (line.startsWith('+')) {
      const [title, below, empty] = [lines[index + 1] ?? '', lines[index + 2] ?? '', lines[index + 3]];
      if (line !== `+${'-'.repeat(70)}+` || below !== line) problems.push(`${where}: border is not 72 columns twice`);
      if (title.length !== 72 || !/^\| \S.*\s{2,}\|$/.test(title)) problems.push(`${where}: title line is not 72 columns`);
      if (empty !== '') problems.push(`${where}: no empty line after the banner`);
      if (lines[index + 4] === '') problems.push(`${where}: two empty lines after the banner`);
      if (lines[index - 1] !== '') problems.push(`${where}: no empty line before the banner`);
      const name = title.slice(2, -1).trim().replace(/^Work Account \d+$/, 'Work Account');
      const position = sectionOrder.indexOf(name);
      if (position < 0) problems.push(`${where}: unknown section ${name}`);
      if (position < last) problems.push(`${where}: section ${name} is out of order`);
      last = position;
      index += 3;
      continue;
    }
    if (line === '') {
      if (lines[index + 1] === '' && index < lines.length - 2) problems.push(`${where}: two empty lines`);
      continue;
    }
    if (line.startsWith('Waiting for Diagnostics Task') || line.startsWith('For more information, please visit')) continue;
    if (line.slice(26, 29) !== ' : ') {
      problems.push(`${where}: the colon is not in column 28: ${line}`);
      continue;
    }
    const name = line.slice(0, 26).trim();
    const value = line.slice(29);
    if (!line.startsWith(' ')) problems.push(`${where}: no leading blank before ${name}`);
    if (value !== value.trimEnd() || value.includes(' : ')) problems.push(`${where}: ${name} has a trailing blank or a blank-colon-blank`);
    const form = forms[name];
    if (form && !form.test(value)) problems.push(`${where}: ${name} has the form "${value}"`);
  }
  return problems;
}
