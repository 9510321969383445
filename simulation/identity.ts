/**
 * Names of things that Windows would draw at random: GUIDs, SIDs, relative ids. They derive from the seed and the name of the
 * object, never from the order of drawing, so adding an object changes no other.
 */
import { sha256Hex } from './canonical.ts';

const digest = (seed: string, name: string): string => sha256Hex(`${seed}\u0000identity\u0000${name}`);

/** A version 4 GUID, lower case, no braces. */
export function guidFor(seed: string, name: string): string {
  const hex = digest(seed, name);
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Whether a text is a GUID of any version, in either case, without braces. */
export const isGuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** `S-1-5-21-` and three sub-authorities. */
export function domainSidFor(seed: string, domain: string): string {
  const hex = digest(seed, `domain ${domain}`);
  const part = (at: number): number => 1_000_000_000 + (Number.parseInt(hex.slice(at, at + 8), 16) % 3_000_000_000);
  return `S-1-5-21-${part(0)}-${part(8)}-${part(16)}`;
}

/** Relative identifier of an account, above the built-in ones. */
export function ridFor(seed: string, account: string): number {
  return 1_104 + (Number.parseInt(digest(seed, `rid ${account}`).slice(0, 6), 16) % 60_000);
}

/** Correlation id of one attempt of a PRT chart, as the AAD log and the attempt block of dsregcmd show it. */
export const correlationIdFor = (seed: string, actor: string, atMs: number): string => guidFor(seed, `correlation ${actor} ${atMs}`);
