/** User State: Windows Hello key, work accounts and default account of whoever runs the command. Source: dsregcmd.md 3 and 6. */
import { bracedGuid, field, flag, type Field, type Section } from '../format.ts';
import { prints } from '../releases.ts';
import type { StatusContext, StatusView, UserStateView, WamDefaultView, WindowsRelease } from '../view.ts';

const wamProviders = {
  organizations: `${bracedGuid('b16898c6-a148-4967-9171-64d755da8520')} (AzureAd)`,
  consumers: `${bracedGuid('d7f9888f-e3fc-49b0-9ea6-a85b5f392a4f')} (MicrosoftAccount)`,
} as const;

/** ERROR_NO_SUCH_LOGON_SESSION: SYSTEM has no user session to ask. */
const noLogonSession: WamDefaultView = { kind: 'error', code: '0x80070520' };

const noUser: UserStateView = { hello: null, wamDefault: noLogonSession };

/** Hello key, work accounts and default account are the user's own: SYSTEM has none of them. */
export const userStateIn = ({ user }: StatusView, context: StatusContext): UserStateView => (context === 'system' ? noUser : user);

export const workAccountsIn = ({ workAccounts }: StatusView, context: StatusContext): StatusView['workAccounts'] => (context === 'system' ? [] : workAccounts);

export function wamFields(wamDefault: WamDefaultView, release: WindowsRelease): Field[] {
  switch (wamDefault.kind) {
    case 'error':
      return [field('WamDefaultSet', prints(release, 'errorWithCode') ? `ERROR (${wamDefault.code})` : 'ERROR')];
    case 'not-set':
      return [flag('WamDefaultSet', false)];
    case 'set':
      return [
        flag('WamDefaultSet', true),
        field('WamDefaultAuthority', wamDefault.account),
        field('WamDefaultId', 'https://login.microsoft.com'),
        field('WamDefaultGUID', wamProviders[wamDefault.account]),
      ];
  }
}

export function userState(view: StatusView, release: WindowsRelease, context: StatusContext): Section {
  const { hello, wamDefault } = userStateIn(view, context);
  const accounts = workAccountsIn(view, context);
  const fields = [flag('NgcSet', hello !== null)];
  if (hello) fields.push(field('NgcKeyId', bracedGuid(hello.keyId)), field('CanReset', hello.canReset));
  fields.push(flag('WorkplaceJoined', accounts.length > 0));
  if (accounts.length > 0) fields.push(field('WorkAccountCount', String(accounts.length)));
  return { title: 'User State', groups: [[...fields, ...wamFields(wamDefault, release)]] };
}
