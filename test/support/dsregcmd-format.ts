/**
 * A strict check of `dsregcmd /status`, written from the description of the output and not from the renderer, so that it can find
 * the renderer's mistakes: columns, banners, blank lines, order, forms of values, and what must stand together.
 */
import { newSections, oldSections, postJoinLines, preJoinLines, releaseOrder, type KnownLine, type KnownSection, type Release } from './dsregcmd-fields.ts';

export interface ReadField {
  readonly section: string;
  readonly name: string;
  readonly value: string;
}

interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

interface Block {
  readonly title: string;
  readonly number: number;
  readonly lines: readonly Line[];
}

const border = '+----------------------------------------------------------------------+';
const notice = 'Waiting for Diagnostics Task to complete. This could take a few minutes...';
const closing = 'For more information, please visit https://www.microsoft.com/aadjerrors';

const isFrom = (release: Release, first: Release): boolean => releaseOrder.indexOf(release) >= releaseOrder.indexOf(first);
const isOld = (release: Release): boolean => !isFrom(release, '1809');
const printedBy = (known: KnownLine, release: Release): boolean => isFrom(release, known.from) && isFrom(known.until, release);

/** Columns that names fill: the colon stands two columns further. */
function columnsOf(release: Release, title: string): number {
  if (!isOld(release)) return 26;
  if (release === '1709') return 23;
  return title === 'Device State' ? 17 : 19;
}

const nameEnd = (text: string): number => text.indexOf(' : ');

function split(text: string, problems: string[]): Line[] {
  if (!text.endsWith('\r\n')) problems.push('the text does not end with CR LF');
  if (/[^\r]\n|^\n|\r(?!\n)/.test(text)) problems.push('a line does not end with CR LF');
  const lines = text.split(/\r?\n/).map((line, index) => ({ number: index + 1, text: line }));
  lines.pop();
  return lines;
}

function blocksOf(lines: readonly Line[], problems: string[]): Block[] {
  if (lines[0]?.text !== '' || lines[1]?.text !== border) problems.push('the text does not begin with one empty line and a banner');
  const blocks: Block[] = [];
  let rest: Line[] | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const { text, number } = lines[index] ?? { text: '', number: 0 };
    if (!text.trimStart().startsWith('+')) {
      rest?.push({ number, text });
      continue;
    }
    const title = lines[index + 1]?.text ?? '';
    const match = /^\| (\S.*?) {2,}\|$/.exec(title);
    if (text !== border || lines[index + 2]?.text !== border || !match || title.length !== 72) {
      problems.push(`line ${number}: not a banner of three lines with 72 columns`);
      continue;
    }
    if (rest && rest.at(-1)?.text !== '') problems.push(`line ${number}: no empty line before the banner`);
    rest?.pop();
    if (lines[index + 3]?.text !== '') problems.push(`line ${number}: no empty line after the banner`);
    rest = [];
    blocks.push({ title: match[1] ?? '', number, lines: rest });
    index += lines[index + 3]?.text === '' ? 3 : 2;
  }
  return blocks;
}

function checkEnd(blocks: readonly Block[], release: Release, problems: string[]): Block[] {
  const last = blocks.at(-1);
  if (!last) return [];
  const lines = [...last.lines];
  // A console prints one empty line of its own before the next prompt, and copies keep it.
  if (lines.at(-1)?.text === '') lines.pop();
  if (isFrom(release, '21H2')) {
    if (lines.pop()?.text !== closing) problems.push('the closing line is missing');
    else if (lines.pop()?.text !== '') problems.push('no empty line before the closing line');
  }
  return [...blocks.slice(0, -1), { ...last, lines }];
}

function linesKnown(known: KnownSection, block: Block): readonly KnownLine[] {
  if (block.title !== 'Diagnostic Data') return known.lines;
  return block.lines.some(({ text }) => text.includes('AadRecoveryEnabled')) ? postJoinLines : preJoinLines;
}

function checkValue({ number, text }: Line, name: string, value: string, form: RegExp, problems: string[]): void {
  if (!form.test(value)) problems.push(`line ${number}: ${name} has the value "${value}"`);
  if (value !== value.trim() || value.includes(' : ')) problems.push(`line ${number}: blanks at an end of the value, or blank-colon-blank in it: "${text}"`);
}

function checkLines(known: KnownSection, block: Block, release: Release, problems: string[]): void {
  const table = linesKnown(known, block);
  const columns = columnsOf(release, block.title);
  let next = 0;
  let vendorLines = 0;
  let afterEmpty = false;
  const lines = block.lines[0]?.text === notice && block.title === 'Diagnostic Data' ? block.lines.slice(2) : block.lines;
  if (lines !== block.lines && block.lines[1]?.text !== '') problems.push(`line ${block.number}: no empty line after the line of the diagnostics task`);
  if (lines.length === 0 || lines.at(-1)?.text === '') problems.push(`line ${block.number}: section ${block.title} is empty or has two empty lines at its end`);
  for (const line of lines) {
    if (line.text === '') {
      if (afterEmpty) problems.push(`line ${line.number}: two empty lines`);
      afterEmpty = true;
      continue;
    }
    const end = nameEnd(line.text);
    const name = line.text.slice(0, Math.max(end, 0)).trim();
    const value = line.text.slice(end + 3);
    if (end < 0 || line.text.slice(0, end) !== name.padStart(columns)) problems.push(`line ${line.number}: the name is not aligned to column ${columns}: "${line.text}"`);
    const opensGroup = afterEmpty;
    afterEmpty = false;
    if (vendorLines > 0) {
      vendorLines -= 1;
      continue;
    }
    const at = table.findIndex((one, index) => index >= next && one.name === name && printedBy(one, release));
    const row = table[at];
    if (!row) {
      problems.push(`line ${line.number}: ${name} is unknown, out of order or not printed by ${release} in section ${block.title}`);
      continue;
    }
    for (const missed of table.slice(next, at)) if (!missed.optional && printedBy(missed, release)) problems.push(`line ${line.number}: ${missed.name} is missing before ${name}`);
    next = at + 1;
    if (row.opensGroup !== opensGroup) problems.push(`line ${line.number}: ${name} must ${row.opensGroup ? '' : 'not '}stand after an empty line`);
    checkValue(line, name, value, row.form, problems);
    if (name === 'Extensions') vendorLines = Number(value);
  }
  for (const missed of table.slice(next)) if (!missed.optional && printedBy(missed, release)) problems.push(`line ${block.number}: ${missed.name} is missing in section ${block.title}`);
}

function checkSections(blocks: readonly Block[], release: Release, problems: string[]): void {
  const order = isOld(release) ? oldSections : newSections;
  let last = -1;
  let accounts = 0;
  for (const block of blocks) {
    const at = order.findIndex(({ title, from }) => title.test(block.title) && isFrom(release, from));
    const known = order[at];
    const repeats = block.title.startsWith('Work Account ');
    if (repeats && block.title !== `Work Account ${(accounts += 1)}`) problems.push(`line ${block.number}: work accounts are not numbered from 1 on`);
    if (!known) problems.push(`line ${block.number}: ${release} has no section ${block.title}`);
    else if (repeats ? at < last : at <= last) problems.push(`line ${block.number}: section ${block.title} is out of order`);
    else checkLines(known, block, release, problems);
    last = Math.max(last, at);
  }
}

/** Every field with its section: what a careful reader sees. */
export function readStatusText(text: string): ReadField[] {
  return blocksOf(split(text, []), []).flatMap(({ title, lines }) =>
    lines.filter((line) => nameEnd(line.text) > 0).map((line) => ({ section: title, name: line.text.slice(0, nameEnd(line.text)).trim().replace(/:$/, ''), value: line.text.slice(nameEnd(line.text) + 3) })),
  );
}

function checkTogether(text: string, blocks: readonly Block[], release: Release, problems: string[]): void {
  const fields = readStatusText(text);
  const has = (title: string): boolean => blocks.some((block) => block.title === title);
  const value = (section: string, name: string): string | undefined => fields.find((one) => one.section === section && one.name === name)?.value;
  const must = (holds: boolean, sentence: string): void => void (holds || problems.push(sentence));
  const same = (left: boolean, right: boolean, sentence: string): void => must(left === right, sentence);
  const is = (section: string, name: string): boolean => value(section, name) === 'YES';
  const state = 'Device State';
  must(has(state) && has('User State'), 'Device State or User State is missing');
  must(!(is(state, 'AzureAdJoined') && is(state, 'EnterpriseJoined')), 'joined to Entra and to on-premises DRS at once');
  same(is(state, 'DomainJoined'), value(state, 'DomainName') !== undefined, 'DomainName must be printed exactly when DomainJoined is YES');
  same(is('User State', 'NgcSet'), value('User State', 'NgcKeyId') !== undefined, 'NgcKeyId must be printed exactly when NgcSet is YES');
  same(is('User State', 'WamDefaultSet'), value('User State', 'WamDefaultGUID') !== undefined, 'the default account must be printed exactly when WamDefaultSet is YES');
  must(is('User State', 'NgcSet') || has('Ngc Prerequisite Check'), 'without a Windows Hello key the Ngc Prerequisite Check must be printed');
  const withoutSectionOf = fields.filter(({ name }) => name === 'KeyProvider').map(({ section }) => section);
  for (const section of withoutSectionOf) same(is(section, 'TpmProtected'), value(section, 'KeyProvider') === 'Microsoft Platform Crypto Provider', `${section}: TpmProtected and KeyProvider disagree`);
  if (isOld(release)) return;
  const joined = is(state, 'AzureAdJoined') || is(state, 'EnterpriseJoined');
  must(has('SSO State'), 'SSO State is missing');
  same(has('Device Details'), joined, 'Device Details must be printed exactly for a joined device');
  same(has('Tenant Details'), joined, 'Tenant Details must be printed exactly for a joined device');
  same(has('Diagnostic Data'), joined || is(state, 'DomainJoined'), 'Diagnostic Data must be printed exactly for a device in a domain or joined');
  if (has('Diagnostic Data')) same(value('Diagnostic Data', 'AadRecoveryEnabled') !== undefined, joined, 'Diagnostic Data has the form of the other side of the join');
  const asSystem = value('Diagnostic Data', 'User Context') === 'SYSTEM';
  same(text.includes(notice), asSystem, 'the line of the diagnostics task must be printed exactly when the tests ran as SYSTEM');
  same(has('IE Proxy Config for System Account'), asSystem && isFrom(release, '21H2'), 'the proxies of SYSTEM must be printed exactly when the tests ran as SYSTEM');
  same(has('URL Specific Proxy Config'), has('IE Proxy Config for System Account'), 'the two proxy sections of SYSTEM must come together');
  same(isFrom(release, '21H2'), has('WinHttp Default Proxy Config') && has('IE Proxy Config for Current User'), 'the proxy sections must be printed from 21H1 on');
  const accounts = blocks.filter(({ title }) => title.startsWith('Work Account')).length;
  same(is('User State', 'WorkplaceJoined'), accounts > 0, 'WorkplaceJoined and the work accounts disagree');
  must(Number(value('User State', 'WorkAccountCount') ?? 0) === accounts, 'WorkAccountCount and the work accounts disagree');
  for (const prt of ['AzureAdPrt', 'EnterprisePrt']) same(is('SSO State', prt), value('SSO State', `${prt}UpdateTime`) !== undefined, `${prt}: times must be printed exactly with a token`);
}

/**
 * What is wrong with a status text, one sentence each; empty when nothing is.
 * @param release layout and lines that are expected: names of the columns of the dsregcmd reference
 */
export function checkStatusFormat(text: string, { release }: { readonly release: Release }): string[] {
  const problems: string[] = [];
  const blocks = checkEnd(blocksOf(split(text, problems), problems), release, problems);
  checkSections(blocks, release, problems);
  checkTogether(text, blocks, release, problems);
  return problems;
}
