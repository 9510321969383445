import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from './support/properties.ts';
import { expect, test } from 'vitest';
import { exactTime, httpDate, oneLine, time } from '../evidence/dsregcmd/format.ts';
import { renderOldStatus, renderStatus, statusFields } from '../evidence/dsregcmd/render-status.ts';
import type { StatusOptions } from '../evidence/dsregcmd/view.ts';
import { anyMoment, anyOptions, anyView } from './support/dsregcmd-arbitrary.ts';
import { checkStatusFormat, readStatusText } from './support/dsregcmd-format.ts';
import { readTruth, truthOfView } from './support/dsregcmd-truth.ts';
import { states } from './support/dsregcmd-views.ts';

test('every view, release and context gives a text with the strict format', () => {
  fc.assert(fc.property(anyView, anyOptions, (view, options) => {
    expect(checkStatusFormat(renderStatus(view, options), options)).toEqual([]);
  }), { numRuns: 600 });
});

test('the old format of any release has the strict format of an old layout', () => {
  fc.assert(fc.property(anyView, anyOptions, (view, { release, context }) => {
    const layout = release === '1607' ? '1607' : '1709';
    expect(checkStatusFormat(renderOldStatus(view, { release, context }), { release: layout })).toEqual([]);
  }), { numRuns: 200 });
});

test('the fields that expectations read are those that stand in the text', () => {
  fc.assert(fc.property(anyView, anyOptions, (view, options) => {
    expect(readStatusText(renderStatus(view, options))).toEqual(statusFields(view, options));
  }), { numRuns: 300 });
});

test('the text says what is true of the view', () => {
  fc.assert(fc.property(anyView, anyOptions, (view, options) => {
    const truth = truthOfView(view, options.release, options.context);
    const fields = readStatusText(renderStatus(view, options));
    const freeTexts = new Set(['TenantName', 'WorkplaceTenantName']);
    for (const [name, value] of Object.entries(truth)) {
      const wanted = freeTexts.has(name) && typeof value === 'string' ? oneLine(value) : value;
      expect([name, readTruth(fields, name, typeof value === 'boolean')]).toEqual([name, wanted]);
    }
  }), { numRuns: 300 });
});

test('no value holds blank-colon-blank, a line break or blanks at its ends, whatever people call things', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'a: \r\n\t'.split('')), maxLength: 30 }), (text) => {
    const shown = oneLine(text);
    expect(` : ${shown}`.slice(1)).not.toMatch(/ : |[\r\n\t]/);
    expect(shown).toBe(shown.trim());
    expect(oneLine(shown)).toBe(shown);
  }));
});

test('dates are those of the calendar', () => {
  fc.assert(fc.property(anyMoment, (epochMs) => {
    const iso = new Date(epochMs).toISOString();
    expect(exactTime(epochMs)).toBe(`${iso.slice(0, 10)} ${iso.slice(11, 23)} UTC`);
    expect(time(epochMs)).toBe(`${iso.slice(0, 10)} ${iso.slice(11, 19)}.000 UTC`);
    expect(httpDate(epochMs)).toBe(new Date(epochMs).toUTCString());
  }), { numRuns: 2000 });
  expect([time(951_782_400_000), time(4_107_542_399_000)]).toEqual(['2000-02-29 00:00:00.000 UTC', '2100-02-28 23:59:59.000 UTC']);
});

const damages: { readonly [what: string]: (text: string) => string } = {
  'a colon in another column': (text) => text.replace('DomainJoined :', 'DomainJoined  :'),
  'no blank after a colon': (text) => text.replace('DomainJoined : ', 'DomainJoined :'),
  'a trailing blank': (text) => text.replace(/(DomainJoined : \w+)/, '$1 '),
  'a narrow banner': (text) => text.replace('-+', '+'),
  'a wide title': (text) => text.replace('| User State ', '| User State  '),
  'a closing border': (text) => text.replace(/\r\n\r\n\+(-+)\+\r\n\| User State/, '\r\n+$1+\r\n\r\n+$1+\r\n| User State'),
  'a lost carriage return': (text) => text.replace('\r\n', '\n'),
  'a lost empty line': (text) => text.replace('\r\n\r\n  ', '\r\n  '),
  'a lower-case answer': (text) => text.replace('DomainJoined : YES', 'DomainJoined : Yes'),
  'a lost line': (text) => text.replace(/ +DomainJoined : \w+\r\n/, ''),
  'two lines in the wrong order': (text) => text.replace(/( +AzureAdJoined : \w+\r\n)( +EnterpriseJoined : \w+\r\n)/, '$2$1'),
  'two sections in the wrong order': (text) => text.replace('| SSO State  ', '| Tenant Details  ').replace('| Tenant Details       ', '| SSO State            '),
  'an invented field': (text) => text.replace(/( +)DomainJoined : YES/, '                UserEmail  : alice@contoso.com\r\n$1DomainJoined : YES'),
  'a lower-case thumbprint': (text) => text.replace('AF7D2FF4', 'af7d2ff4'),
  'an impossible date': (text) => text.replace('2026-01-05 08:40', '2026-13-05 08:40'),
  'no closing line': (text) => text.replace(/\r\nFor more information.*\r\n/, ''),
};

test.each(Object.keys(damages))('the checker finds %s', (what) => {
  const view = states['hybridWithPrt'];
  if (!view) throw new Error('the example is missing');
  const options = { release: '11-24H2', context: 'admin' } as const;
  const text = renderStatus(view, options);
  const damaged = damages[what]?.(text) ?? text;
  expect(damaged).not.toBe(text);
  expect(checkStatusFormat(damaged, options)).not.toEqual([]);
});

test('a text of one release is not taken for that of another', () => {
  const view = states['hybridWithPrt'];
  if (!view) throw new Error('the example is missing');
  const rendered = (release: StatusOptions['release']): string => renderStatus(view, { release, context: 'admin' });
  expect(checkStatusFormat(rendered('1809'), { release: '11-24H2' })).toContain('line 2: Device Name is missing in section Device State');
  expect(checkStatusFormat(rendered('11-24H2'), { release: '10-22H2' }).join()).toMatch(/Virtual Desktop is unknown, out of order or not printed by 10-22H2/);
  expect(checkStatusFormat(rendered('1709'), { release: '1607' })).not.toEqual([]);
});

/** The files that bridge to the simulated world; all others stand alone. */
const bridges = new Set(['index.ts', 'project.ts', 'diagnose.ts', 'prt-context.ts']);

test('the renderer knows nothing of the simulation', () => {
  const folder = join(import.meta.dirname, '..', 'evidence', 'dsregcmd');
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts') && !bridges.has(file));
  expect(files.length).toBeGreaterThan(20);
  const outside = files.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, target]) => `${file} imports ${target}`).filter((line) => /imports (?!\.)|\.\.\/\.\.|project|diagnose|prt-context/.test(line) || (!file.includes('/') && line.includes('../'))));
  expect(outside).toEqual([]);
});
