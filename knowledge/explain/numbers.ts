/** A number as people type it: hex in any form, signed or unsigned decimal, or the id of an event. */

export interface NumberQuery {
  /** Unsigned 32 bit value to look up. */
  readonly value?: number;
  /** Small number to look up among event ids, HTTP statuses and AADSTS numbers. */
  readonly number?: number;
  /** The query says what kind of number it is. */
  readonly only?: 'event' | 'AADSTS' | 'HTTP';
}

const unsignedMax = 0xffff_ffff;

export function numberQuery(query: string): NumberQuery | undefined {
  const text = query.trim().toLowerCase();
  const named = /^(event ?id|event|aadsts|http|https)[\s:#]*0*(\d{1,10})$/.exec(text);
  if (named !== null) {
    const kind = named[1] ?? '';
    const only = kind.startsWith('event') ? 'event' : kind === 'aadsts' ? 'AADSTS' : 'HTTP';
    return { number: Number.parseInt(named[2] ?? '', 10), only };
  }
  const hex = /^(?:hresult\s*)?0x0*([0-9a-f]{1,8})l?$/.exec(text) ?? /^(?=.*[a-f])([0-9a-f]{8})$/.exec(text);
  if (hex !== null) return { value: Number.parseInt(hex[1] ?? '', 16) };
  const signed = /^-\s?(\d{1,10})$/.exec(text);
  if (signed !== null) {
    const size = Number.parseInt(signed[1] ?? '', 10);
    return size <= 0x8000_0000 ? { value: -size >>> 0 } : undefined;
  }
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const number = Number.parseInt(text, 10);
  // Eight plain digits can be hex without its prefix: 80070520.
  const bare = text.length === 8 ? Number.parseInt(text, 16) : number;
  return number <= unsignedMax ? { value: bare, number } : undefined;
}

/** The same error in its other wrappings: Win32 in an HRESULT, NTSTATUS in an HRESULT, transport codes of the sign-in library. */
export function wrappings(value: number): number[] {
  const low = value & 0xffff;
  const high = value >>> 16;
  if (high === 0) return [(0x8007_0000 | low) >>> 0];
  if (high === 0x8007) return [low];
  if (high === 0xcaa8) return [(0x8007_0000 | low) >>> 0, low];
  if (high === 0x8004 && low >= 0x8000) return [(0xc004_0000 | low) >>> 0];
  if (high === 0xc004 && low >= 0x8000) return [(0x8004_0000 | low) >>> 0];
  if (value >>> 28 === 0xc || value >>> 28 === 0xd) return [(value ^ 0x1000_0000) >>> 0];
  return [];
}

/** What the shape of an unknown number tells, or undefined where it tells nothing. */
export function shapeInWords(value: number): string | undefined {
  const low = value & 0xffff;
  const high = value >>> 16;
  if (high === 0x801c) return 'a code of the device registration component (0x801cNNNN) that is not in the tables';
  if (high === 0x8007 && ((low >= 0x2ee0 && low <= 0x2fff))) return `WinINet/WinHTTP error ${low} as HRESULT`;
  if (high === 0x8007) return `Win32 error ${low} as HRESULT (net helpmsg ${low} prints its text)`;
  if (high === 0xcaa3) return `the sign-in library got HTTP status ${low}`;
  if (high === 0xcaa8) return `the sign-in library got WinHTTP error ${low}`;
  if (high === 0xcaa1 || high === 0xcaa2 || high === 0xcaa5 || high === 0xcaa7 || high === 0xcaa9) return 'a code of the sign-in library (ADAL, 0xcaaNNNNN)';
  if (high === 0xc004 || high === 0x8004) return 'possibly a code of the CloudAP plug-in (0xc0048NNN)';
  if (high === 0x8009) return 'a code of the crypto provider or of SSPI (0x8009NNNN)';
  if (high === 0x8028 || high === 0x8029) return 'a code of the TPM or its platform provider (0x8028NNNN, 0x8029NNNN)';
  if (high === 0x8018) return 'a code of MDM enrolment (0x8018NNNN)';
  if (value >>> 28 === 0xd) return `NTSTATUS 0x${((value ^ 0x1000_0000) >>> 0).toString(16)} wrapped as HRESULT`;
  if (high === 0xc000) return 'an NTSTATUS';
  return undefined;
}
