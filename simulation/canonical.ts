/** Canonical JSON and hashes: two equal values have one text and one hash, whatever the order their keys were set in. */
import { createHash } from 'node:crypto';

/** JSON with the keys of objects in code-unit order. Absent and undefined are the same. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // Every trace entry of every run passes here: keys that come in order are not sorted again, and nothing is copied.
  const fields = value as { readonly [key: string]: unknown };
  let text = '';
  for (const key of inOrder(Object.keys(fields))) {
    const field = fields[key];
    if (field !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${text}}`;
}

function inOrder(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index += 1) if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return keys.sort();
  return keys;
}

/** SHA-256 of a text as 64 hex digits. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
