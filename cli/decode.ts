/** Bytes of a pasted or redirected text: PowerShell's `>` writes UTF-16, with or without a mark at the beginning. */

/** Share of zero bytes at odd places from which a text without a mark is UTF-16: Latin letters have one each. */
const zeroShareMin = 0.3;

function encodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 2_000);
  const zeros = (parity: 0 | 1): number => sample.filter((byte, index) => byte === 0 && index % 2 === parity).length / Math.max(1, sample.length / 2);
  if (zeros(1) > zeroShareMin && zeros(0) < zeroShareMin) return 'utf-16le';
  return zeros(0) > zeroShareMin && zeros(1) < zeroShareMin ? 'utf-16be' : 'utf-8';
}

/** @example decodeText(new Uint8Array([0xff, 0xfe, 0x41, 0x00])) // 'A' */
export const decodeText = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes)).decode(bytes);
