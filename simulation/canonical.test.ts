import { fc } from '../test/support/properties.ts';
import { expect, test } from 'vitest';
import { canonicalJson, sha256Hex } from './canonical.ts';

/** The same value with the keys of every object set in the opposite order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, field]) => [key, turned(field)]));
};

test('keys are in code-unit order at every depth, arrays stay as they are', () => {
  expect(canonicalJson({ b: [3, { z: null, a: 'ä"' }], B: true, a: 1.5 })).toBe('{"B":true,"a":1.5,"b":[3,{"a":"ä\\"","z":null}]}');
});

test('absent and undefined fields are the same; undefined elsewhere is null', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe(canonicalJson({ b: 1 }));
  expect(canonicalJson([undefined])).toBe('[null]');
});

test('the order in which keys were set changes nothing', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => { expect(canonicalJson(turned(value))).toBe(canonicalJson(value)); }));
});

test('a value comes back from its text, and the text from the value', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = canonicalJson(value);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
    expect(JSON.stringify(JSON.parse(text))).toHaveLength(JSON.stringify(value).length);
  }));
});

test('different values have different texts', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
    const equal = JSON.stringify(JSON.parse(canonicalJson(a))) === JSON.stringify(JSON.parse(canonicalJson(b)));
    expect(canonicalJson(a) === canonicalJson(b)).toBe(equal);
  }));
});

test('the hash is SHA-256 over UTF-8', () => {
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
