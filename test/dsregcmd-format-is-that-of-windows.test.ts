/** What Windows printed: the checker is not stricter than the real thing, and no line of ours has another shape. */
import { expect, test } from 'vitest';
import { helpOutput, listAccountsOutput } from '../evidence/dsregcmd/other-switches.ts';
import { checkStatusFormat, readStatusText } from './support/dsregcmd-format.ts';
import { newSections, oldSections, postJoinLines, preJoinLines, type KnownLine, type KnownSection, type Release } from './support/dsregcmd-fields.ts';
import { hasSharedDomain, publishedSamples, sampleText, withoutShared, type PublishedSample } from './support/dsregcmd-shared.ts';

/** Whole outputs in the layout since 1809, with the column whose lines they have. */
const releases: { readonly [id: string]: Release } = { '01': '10-22H2', '03': '21H2', '05': '21H2', '07': '1809' };

const asPrinted: readonly (readonly [why: string, undo: (text: string) => string])[] = [
  ['05 begins with an empty line of the page', (text) => text.replace(/^\n\n/, '\n')],
  ['05 was broken in two by a console of 93 columns', (text) => text.replace('script u\nsing', 'script using')],
  ['03 and 05 hold blanks of the console behind values and in empty lines', (text) => text.replace(/ +$/gm, '')],
  ['copies lost the blank of empty values', (text) => text.replace(/^( *\S.* :)$/gm, '$1 ')],
  ['copies lost the carriage returns', (text) => text.replaceAll('\n', '\r\n')],
];

const undoArtefacts = (text: string): string => asPrinted.reduce((so, [, undo]) => undo(so), text);

test.skipIf(!hasSharedDomain)(`every whole published output in its own format passes (${withoutShared})`, () => {
  const whole = publishedSamples().filter((sample) => sample.switch === '/status' && sample.complete && sample.verbatimFormat);
  expect(whole.map(({ id }) => id)).toEqual(Object.keys(releases).sort());
  for (const { id } of whole) expect([id, checkStatusFormat(undoArtefacts(sampleText(id)), { release: releases[id] ?? '11-24H2' })]).toEqual([id, []]);
});

test.skipIf(!hasSharedDomain)(`the reader sees their fields (${withoutShared})`, () => {
  const seen = (id: string): readonly [string, string][] => readStatusText(undoArtefacts(sampleText(id))).map(({ name, value }) => [name, value]);
  expect(seen('01')).toHaveLength(67);
  expect(seen('07')).toContainEqual(['NgcPreReq', 'ERROR 0xd0020017']);
  expect(seen('05')).toContainEqual(['Executing Account Name', 'CORLAB\\CORLAB-WS2022-S$, CORLAB-WS2022-S$@corlab.local']);
});

/** Lines whose shape is the publisher's, not that of the program. */
const publishersOwn: { readonly [line: string]: string } = {
  '09 dmComplianceUrl': 'two letters were lost on the page',
  '11 DeviceId': 'blacked out', '11 Thumbprint': 'blacked out', '11 KeyContainerId': 'blacked out', '11 TenantId': 'blacked out',
  '17 DeviceId': 'shortened', '17 Thumbprint': 'shortened',
  '27 NgcKeyId': 'lower case only in the documentation', '27 WamDefaultGUID': 'blanks in the braces only in the documentation',
  '31 AadRecoveryEnabled:': 'no blank before the colon only in the documentation',
};
const shifted = new Set(['37']);

interface SampleLine {
  readonly id: string;
  readonly section: string;
  readonly text: string;
}

function linesOf({ id }: PublishedSample): SampleLine[] {
  let section = '';
  return undoArtefacts(sampleText(id)).split('\r\n').flatMap((text) => {
    const title = /^\| (\S.*?) +\|$/.exec(text)?.[1];
    if (title) section = title;
    return !title && /^ *\S.*: ?/.test(text) && !/^(?:Waiting|For more)/.test(text) ? [{ id, section, text }] : [];
  });
}

/** Up to the colon between blanks; a line without one begins with it. */
const nameOf = ({ text }: SampleLine): string => (text.includes(' : ') ? text.slice(0, text.indexOf(' : ')).trim() : (text.trim().split(' ')[0] ?? ''));

const linesKnown = ({ title, lines }: KnownSection): readonly KnownLine[] => (title.test('Diagnostic Data') ? [...preJoinLines, ...postJoinLines] : lines);

/** The line as ours would be: in its section, or anywhere for a copy without banners. */
function knownAs({ section }: SampleLine, name: string, legacy: boolean): KnownLine | undefined {
  const sections = (legacy ? oldSections : newSections).filter(({ title }) => section === '' || title.test(section));
  return sections.flatMap(linesKnown).find((line) => line.name === name);
}

const samplesInFormat = (): readonly PublishedSample[] => publishedSamples().filter((sample) => sample.switch === '/status' && sample.verbatimFormat && !shifted.has(sample.id));

test.skipIf(!hasSharedDomain)(`every line of every copy in the original format is a line of ours: name, column, form of the value (${withoutShared})`, () => {
  const wrong: string[] = [];
  let looked = 0;
  for (const sample of samplesInFormat()) {
    for (const line of linesOf(sample)) {
      const name = nameOf(line);
      if (publishersOwn[`${sample.id} ${name}`]) continue;
      looked += 1;
      const columns = sample.legacy ? (line.section === 'Device State' ? 17 : 19) : 26;
      const known = knownAs(line, name, sample.legacy === true);
      const value = line.text.slice(columns + 3);
      if (!known || !line.text.startsWith(`${name.padStart(columns)} : `)) wrong.push(`${sample.id}: ${line.text}`);
      else if (!sample.placeholders && !known.form.test(value)) wrong.push(`${sample.id}: ${name} has the value "${value}"`);
    }
  }
  expect(wrong).toEqual([]);
  expect(looked).toBeGreaterThanOrEqual(300);
});

test.skipIf(!hasSharedDomain)(`their lines come in our order (${withoutShared})`, () => {
  for (const sample of samplesInFormat()) {
    const known = sample.legacy ? oldSections : newSections;
    const places = linesOf(sample).filter(({ section }) => section !== '').flatMap((line) => {
      const name = nameOf(line);
      const at = known.findIndex(({ title }) => title.test(line.section));
      const row = known[at] ? linesKnown(known[at]).findIndex((one) => one.name === name) : -1;
      // The lines of a failed attempt stand under either token, and the table has them twice.
      return at < 0 || row < 0 || /^(?:Acquire|Refresh)Prt|^(?:HTTP|Server Error) |^(?:Previous Prt Attempt|Attempt Status|User Identity|Credential Type|Correlation ID|Endpoint URI)$|^Executing/.test(name) ? [] : [at * 100 + row];
    });
    expect([sample.id, places]).toEqual([sample.id, [...places].sort((a, b) => a - b)]);
  }
});

test.skipIf(!hasSharedDomain)(`help and list of accounts are those that were published (${withoutShared})`, () => {
  const unixLines = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();
  expect(unixLines(helpOutput('11-24H2').text)).toBe(sampleText('51').trimEnd());
  // The copy of the shorter help lost seven columns at its left.
  expect(unixLines(helpOutput('20H2').text)).toBe(sampleText('57').trimEnd().replace(/^ /gm, `${' '.repeat(7)} `));
  const account = { objectId: '[REDACTED_ACCOUNT_ID]', tenantId: '[REDACTED_TENANT_ID]', upn: '[REDACTED_EMAIL]', authority: '[REDACTED_AUTHORITY_URL]' };
  const defaultAccount = { handle: '[REDACTED_ACCOUNT_HANDLE]', upn: '[REDACTED_EMAIL]' };
  expect(unixLines(listAccountsOutput({ accounts: [account], defaultAccount }).text)).toBe(sampleText('53').trimEnd());
  expect(unixLines(listAccountsOutput({ accounts: [], defaultAccount }).text)).toBe(sampleText('55').trimEnd());
});
