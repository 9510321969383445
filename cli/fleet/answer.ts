/** The answer of `joinlab fleet`: when devices get there, who is left behind and why; under several policies side by side. 80 columns, no colour needed. */
import { wrap } from '../../reports/timeline.ts';
import { formatDuration, minuteMs } from '../../simulation/calendar.ts';
import { cameBy, percentile, type ByMinute, type LeftGroup, type Tally } from '../../simulation/fleet/tally.ts';
import { grouped } from '../explore/rows.ts';

export interface Result {
  /** `null`: the population as it is. */
  readonly policy: string | null;
  readonly tally: Tally;
}

export interface FleetAnswer {
  readonly scenario: string;
  readonly title: string;
  readonly seed: string;
  readonly hours: number;
  readonly devices: number;
  readonly results: readonly Result[];
}

const columns = 80;
const indent = 12;
const shares = [0.5, 0.9, 0.95, 0.99] as const;
/** Instants of a curve, in hours: most happens early. */
const curveHours = [1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 60, 72, 96, 120, 168, 336, 504, 720];
const groupsMax = 6;

const policyName = (policy: string | null): string => policy ?? 'as it is';
const letter = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index);
const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);
const time = (minute: number | null): string => (minute === null ? '-' : formatDuration(minute * minuteMs));

function row(word: string, text: string): string {
  const [first = '', ...more] = wrap(text, columns - indent);
  return `${word.padEnd(indent)}${first}\n${more.map((line) => `${' '.repeat(indent)}${line}\n`).join('')}`;
}

const cells = (word: string, values: readonly string[]): string => `${word.padEnd(indent + 8)}${values.map((value) => value.padStart(13)).join('')}\n`;

function headText({ scenario, title, devices, hours, seed, results }: FleetAnswer): string {
  const named = results.length > 1 || results[0]?.policy !== null;
  return `${row('fleet', scenario)}${row('', title)}${row('played', `${grouped(devices)} devices, ${formatDuration(hours * 60 * minuteMs)}, seed ${seed}`)}${named ? results.map(({ policy }, index) => row(results.length > 1 ? letter(index) : 'policy', policyName(policy))).join('') : ''}`;
}

function timesText(word: string, pick: (tally: Tally) => ByMinute, { results }: FleetAnswer): string {
  const came = results.map(({ tally }) => percent(cameBy(pick(tally), Number.POSITIVE_INFINITY), tally.devices));
  const within = shares.map((share) => cells(`  ${share * 100} % within`, results.map(({ tally }) => time(percentile(pick(tally), tally.devices, share)))));
  return `${cells(word, came)}${within.join('')}`;
}

const bar = (share: number, width: number): string => '#'.repeat(Math.round(share * width)).padEnd(width, '.');

interface Curve {
  readonly times: ByMinute;
  readonly devices: number;
}

/** Two curves as bars; more are percentages alone. */
function blockOf(title: string, heads: readonly string[], curves: readonly Curve[], hours: number): string {
  const isNarrow = curves.length > 2;
  const line = (minute: number): string => {
    const shown = curves.map(({ times, devices }) => {
      const came = cameBy(times, minute);
      return isNarrow ? percent(came, devices).padStart(9) : `${bar(devices === 0 ? 0 : came / devices, 24)}${percent(came, devices).padStart(8)}`;
    });
    return `  ${time(minute).padStart(7)}  ${shown.join('  ')}\n`;
  };
  const minutes = [...curveHours.filter((hour) => hour < hours), hours].map((hour) => hour * 60);
  return `\n${title.padEnd(11)}${heads.map((head) => (isNarrow ? head.padStart(9) : head.padEnd(32))).join('  ')}\n${minutes.map(line).join('')}`;
}

function curveText({ results, hours }: FleetAnswer): string {
  const of = (pick: (tally: Tally) => ByMinute): Curve[] => results.map(({ tally }) => ({ times: pick(tally), devices: tally.devices }));
  const [registered, prt] = [of((tally) => tally.registered), of((tally) => tally.prt)];
  if (results.length === 1) return blockOf('', ['registered', 'with a PRT'], [...registered, ...prt], hours);
  const letters = results.map((_result, index) => letter(index));
  return `${blockOf('registered', letters, registered, hours)}${blockOf('with a PRT', letters, prt, hours)}`;
}

/** Traits in which devices really differ. */
const telling = (tally: Tally): readonly (readonly [string, Tally['traits'][string]])[] => Object.entries(tally.traits).filter(([, values]) => Object.keys(values).length > 1);

function traitsText({ results }: FleetAnswer): string {
  const names = [...new Set(results.flatMap(({ tally }) => telling(tally).map(([name]) => name)))];
  const width = results.length > 2 ? 10 : 13;
  const named = columns - 2 - 9 - results.length * width;
  const lines = names.flatMap((name) => {
    const values = [...new Set(results.flatMap(({ tally }) => Object.keys(tally.traits[name] ?? {})))];
    return values.map((value) => {
      const counts = results.map(({ tally }) => tally.traits[name]?.[value]);
      const devices = Math.max(...counts.map((count) => count?.devices ?? 0));
      return `  ${`${name} ${value}`.padEnd(named).slice(0, named)}${grouped(devices).padStart(9)}${counts.map((count) => (count ? percent(count.prt, count.devices) : 'all alike').padStart(width)).join('')}\n`;
    });
  });
  if (lines.length === 0) return '';
  const letters = results.map((_result, index) => (results.length > 1 ? letter(index) : 'with a PRT').padStart(width)).join('');
  return `\n${'with a PRT, by trait'.padEnd(named + 2)}${'devices'.padStart(9)}${letters}\n${lines.join('')}`;
}

/** Fewer have anything in common by chance. */
const tellingDevices = 5;

/** Values that are more common among those left behind than among all. */
function markedBy({ traits, devices }: LeftGroup, tally: Tally): string {
  if (devices < tellingDevices) return '';
  return telling(tally).flatMap(([name, values]) => Object.entries(traits[name] ?? {}).flatMap(([value, count]) => {
    const [here, overall] = [count / devices, (values[value]?.devices ?? 0) / tally.devices];
    return here >= 0.5 && here >= 1.2 * overall ? [`${name} ${value} ${Math.round(100 * here)} % (${Math.round(100 * overall)} % of all)`] : [];
  })).join(', ');
}

const hanging = (text: string): string => wrap(text, columns - indent).map((line) => `${' '.repeat(indent)}${line}\n`).join('');

function leftText({ results }: FleetAnswer): string {
  return results.map(({ tally }, index) => {
    const count = tally.left.reduce((sum, { devices }) => sum + devices, 0);
    const head = `\n${row('left behind', `${results.length > 1 ? `${letter(index)}: ` : ''}${grouped(count)} of ${grouped(tally.devices)} (${percent(count, tally.devices)})`)}`;
    const groups = tally.left.slice(0, groupsMax).map((group) => {
      const marks = markedBy(group, tally);
      const waits = `waits for ${group.waitsFor}`;
      return `${grouped(group.devices).padStart(indent - 2)}  ${hanging(group.stage).trimStart()}${hanging(group.standing)}${hanging(waits)}${marks === '' ? '' : hanging(`mostly ${marks}`)}${hanging(`for example device ${group.example}`)}`;
    });
    const more = tally.left.length - groupsMax;
    const throttled = tally.throttledRequests > 0 ? row('throttled', `${grouped(tally.throttledRequests)} requests that the registration service did not take`) : '';
    return `${head}${groups.join('')}${more > 0 ? hanging(`and ${more} smaller ${more === 1 ? 'group' : 'groups'}: --json lists them`) : ''}${throttled}`;
  }).join('');
}

export function fleetText(answer: FleetAnswer): string {
  const several = answer.results.length > 1 ? cells('', answer.results.map((_result, index) => letter(index))) : '';
  const text = `${headText(answer)}\n${several}${timesText('registered', ({ registered }) => registered, answer)}${timesText('with a PRT', ({ prt }) => prt, answer)}${curveText(answer)}${traitsText(answer)}${leftText(answer)}`;
  return text.replaceAll(/ +$/gm, '');
}

export function fleetJson({ results, ...asked }: FleetAnswer) {
  const times = (list: ByMinute, devices: number) => ({
    devices: cameBy(list, Number.POSITIVE_INFINITY), percentilesMinutes: Object.fromEntries(shares.map((share) => [`p${share * 100}`, percentile(list, devices, share)])), byMinute: list,
  });
  return {
    schemaVersion: 1, question: 'fleet', ...asked,
    results: results.map(({ policy, tally: { devices, registered, prt, traits, left, throttledRequests } }) => ({
      policy, devices, registered: times(registered, devices), prt: times(prt, devices), traits, left, throttledRequests,
    })),
  };
}
