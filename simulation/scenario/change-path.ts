/** Paths of `change:` and --set: `LAPTOP01.vpn`, `task.nextRun`, `tenant.agents`. */
import { nearest } from '../../knowledge/nearest.ts';
import { settingKeys } from '../../knowledge/settings.ts';
import { isPlain, own, type Plain } from './plain.ts';
import { isSettingKey } from './settings.ts';
import { worldSpecSchema } from './world-spec.ts';

const groups = ['devices', 'connect', 'controllers', 'people'] as const;

/** Mappings whose keys may hold dots: `tenant.domains.contoso.com`. */
const dottedKeys: readonly string[] = ['registry', 'domains', 'settings'];

/** Names of a group, the ones that the schema adds included. */
function namesIn(group: (typeof groups)[number], world: Plain): readonly string[] {
  const known = own(world, group);
  if (isPlain(known)) return Object.keys(known);
  const given = group === 'devices' ? undefined : worldSpecSchema.shape[group].safeParse(undefined).data;
  return Object.keys(given ?? {});
}

function keepDots(path: readonly string[]): readonly string[] {
  const index = path.findIndex((part) => dottedKeys.includes(part));
  return index < 0 || index >= path.length - 1 ? path : [...path.slice(0, index + 1), path.slice(index + 1).join('.')];
}

/** Where the world keeps what a path names, or the paths that would be valid: those whose first word is nearest, and the settings. */
export function resolvePath(path: string, world: Plain): { readonly path: readonly string[] } | { readonly valid: readonly string[] } {
  if (isSettingKey(path)) return { path: ['settings', path] };
  const parts = path.split('.');
  const [head = '', ...rest] = parts;
  if (Object.hasOwn(worldSpecSchema.shape, head)) return { path: keepDots(parts) };
  for (const group of groups) if (namesIn(group, world).includes(head)) return { path: keepDots([group, ...parts]) };
  const heads = [...groups.flatMap((group) => namesIn(group, world)), 'tenant', 'network', 'scp'];
  return { valid: [...nearest(head, heads).map((name) => [name, ...rest].join('.')), ...settingKeys] };
}

/** Lists may be written as one text, as --set has to: `LAPTOP01.cached=alice,bob`. */
const listKeys: readonly (readonly [group: string, key: string])[] = [['devices', 'cached'], ['devices', 'hello'], ['devices', 'workAccounts'], ['connect', 'include']];
const asList = (value: unknown): unknown =>
  typeof value !== 'string' ? value : value === '' || value === 'none' ? [] : value.includes('=') ? [value] : value.split(/\s*,\s*/);

export function listsFromTexts(world: Plain): Plain {
  const units = own(world, 'organizationalUnits');
  let changed: Plain = units === undefined ? world : { ...world, organizationalUnits: asList(units) };
  for (const [group, key] of listKeys) {
    const members = own(changed, group);
    if (!isPlain(members)) continue;
    const fixed = Object.entries(members).map(([name, member]) =>
      [name, isPlain(member) && Object.hasOwn(member, key) ? { ...member, [key]: asList(member[key]) } : member] as const,
    );
    changed = { ...changed, [group]: Object.fromEntries(fixed) };
  }
  return changed;
}
