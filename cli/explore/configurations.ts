/**
 * Configurations: the scenario's world with single things changed, each explored by itself. A dimension names one thing and the
 * values that it takes; the configurations are all combinations, in the order in which the dimensions and values are written, the
 * last dimension changing fastest.
 */
import { nearest } from '../../knowledge/nearest.ts';
import { settingKeys } from '../../knowledge/settings.ts';
import { faults } from '../../mocks/faults.ts';
import type { WorldSpec } from '../../simulation/scenario/world-spec.ts';

export interface Dimension {
  readonly name: string;
  readonly values: readonly string[];
}

/** One value of each dimension. */
export interface Configuration {
  /** Place in the fixed order, from 0. */
  readonly index: number;
  readonly values: { readonly [dimension: string]: string };
}

/** What a value means for a world: paths as after `--set`, and faults that may come. `why`: it cannot be had in this world. */
export type Change = { readonly set: readonly string[]; readonly faults: readonly string[] } | { readonly why: string };

interface NamedDimension {
  readonly name: string;
  /** Closed lists only; the world description checks the others. */
  readonly choices?: readonly string[];
  readonly change: (value: string, world: WorldSpec) => Change;
}

const setting = (...set: readonly string[]): Change => ({ set, faults: [] });
const onEveryDevice = (key: string) => (value: string, world: WorldSpec): Change => setting(...Object.keys(world.devices).map((device) => `${device}.${key}=${value}`));
const domainOf = ({ tenant }: WorldSpec): string => Object.keys(tenant.domains)[0] ?? tenant.initialDomain;

/** A service connection point in the registry is read before the one in AD, so that only one of them may be there. */
function scpChange(value: string, world: WorldSpec): Change {
  const own = Object.entries(world.devices).find(([, { clientScp }]) => clientScp !== undefined)?.[0];
  if (value === 'registry') return setting('scp=none', ...Object.keys(world.devices).flatMap((device) => [`${device}.clientScp.tenantId=tenant`, `${device}.clientScp.tenantName=${domainOf(world)}`]));
  if (own !== undefined) return { why: `${own} has a client-side service connection point of its own` };
  if (value === 'none') return setting('scp=none');
  return world.scp === undefined ? setting() : setting('scp=none', `scp.azureADName=${domainOf(world)}`, 'scp.azureADId=tenant');
}

const faultIds = faults.map(({ id }) => id);

const named: readonly NamedDimension[] = [
  { name: 'authentication', choices: ['password-hash-sync', 'pass-through'], change: (value) => setting(`tenant.authentication=${value}`) },
  { name: 'scp', choices: ['directory', 'registry', 'none'], change: scpChange },
  { name: 'location', change: onEveryDevice('location') },
  { name: 'vpn', change: onEveryDevice('vpn') },
  { name: 'faults', change: (value) => ({ set: [], faults: value === 'none' ? [] : value.split('+') }) },
];
const dimensionNames = named.map(({ name }) => name);

/** What is looked at where nobody says: how users sign in, where the service connection point is, the tunnel, and what goes wrong. */
export const standardDimensions: readonly string[] = [
  'authentication=password-hash-sync,pass-through', 'scp=directory,registry', 'vpn=none,user-tunnel-manual,user-tunnel-auto,device-tunnel', 'faults=none,drs-answer-lost,dc-ldap-blocked',
];

const help = `  A dimension is NAME=VALUE,VALUE with one of ${dimensionNames.join(', ')}, a setting, or a path such as LAPTOP01.windows; or standard.\n  Scenarios are named before --configurations.`;

function checkFaults(values: readonly string[]): string | null {
  const unknown = values.flatMap((value) => (value === 'none' ? [] : value.split('+'))).find((id) => !faultIds.includes(id));
  if (unknown === undefined) return null;
  const near = nearest(unknown, faultIds);
  return `--configurations faults: there is no fault "${unknown}".\n${near.length > 0 ? `  Did you mean: ${near.join(' | ')}\n` : ''}  Fault sets are none, or faults joined by "+"; joinlab explain faults lists them.`;
}

function parseDimension(text: string): Dimension | string {
  const [, name, list] = /^([^=\s]+)=(.+)$/.exec(text) ?? [];
  const values = (list ?? '').split(',').map((value) => value.trim());
  if (name === undefined || values.includes('')) return `--configurations: "${text}" is no dimension.\n${help}`;
  // Whether a path leads anywhere depends on the world.
  const known: readonly string[] = [...dimensionNames, ...settingKeys];
  if (!known.includes(name) && !name.includes('.')) {
    const near = nearest(name, known);
    return `--configurations: there is no dimension "${name}".\n${near.length > 0 ? `  Did you mean: ${near.join(' | ')}\n` : ''}${help}`;
  }
  const twice = values.find((value, at) => values.indexOf(value) !== at);
  if (twice !== undefined) return `--configurations ${name} has the value "${twice}" twice.\n  Next step: name each value once.`;
  const choices = named.find((dimension) => dimension.name === name)?.choices;
  const wrong = choices && values.find((value) => !choices.includes(value));
  if (wrong !== undefined) return `--configurations ${name} has no value "${wrong}".\n  Valid here: ${choices?.join(' | ') ?? ''}`;
  const wrongFault = name === 'faults' ? checkFaults(values) : null;
  return wrongFault ?? { name, values };
}

/** @returns what is wrong as a text */
export function parseDimensions(texts: readonly string[]): readonly Dimension[] | string {
  const dimensions: Dimension[] = [];
  for (const text of texts.flatMap((each) => (each === 'standard' ? standardDimensions : [each]))) {
    const dimension = parseDimension(text);
    if (typeof dimension === 'string') return dimension;
    if (dimensions.some(({ name }) => name === dimension.name)) return `--configurations names ${dimension.name} twice.\n  Next step: put all its values after one ${dimension.name}=.`;
    dimensions.push(dimension);
  }
  return dimensions;
}

/** All combinations in the fixed order. */
export function configurationsOf(dimensions: readonly Dimension[]): readonly Configuration[] {
  const combined = dimensions.reduce<readonly { readonly [name: string]: string }[]>((before, { name, values }) => before.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))), [{}]);
  return combined.map((values, index) => ({ index, values }));
}

/** `scp=directory vpn=none`; the scenario's own world where nothing is changed. */
export const configurationName = ({ values }: Pick<Configuration, 'values'>): string => Object.entries(values).map(([name, value]) => `${name}=${value}`).join(' ') || 'as the scenario has it';

/** What the configuration changes in a world. */
export function changeOf({ values }: Configuration, world: WorldSpec): Change {
  const set: string[] = [];
  const mayCome: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const change = named.find((dimension) => dimension.name === name)?.change(value, world) ?? setting(`${name}=${value}`);
    if ('why' in change) return change;
    set.push(...change.set);
    mayCome.push(...change.faults);
  }
  return { set, faults: mayCome };
}
