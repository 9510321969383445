/** A code or status word that evidence can print and that is not one of the join's own error codes. */

type OtherArea = 
  | 'task result'
  | 'Win32'
  | 'HRESULT'
  | 'NTSTATUS'
  | 'LDAP'
  | 'DC locator'
  | 'Connect run'
  | 'Connect error'
  | 'HTTP'
  | 'AADSTS'
  | 'server word'
  | 'Kerberos'
  | 'AD FS'
  | 'event'
  | 'state';

export interface OtherCode {
  readonly area: OtherArea;
  /** As printed. */
  readonly code: string;
  /** Constant or short name. */
  readonly symbol: string;
  readonly meaning: string;
  readonly remedy: readonly string[];
  /** Unsigned 32 bit value, where it is a number that is also printed in hex. */
  readonly value?: number;
  /** A small number by which people ask for it (LDAP 32, HTTP 400, event 5719). */
  readonly number?: number;
  /** Further spellings under which it is found. */
  readonly words: readonly string[];
  readonly source: string;
  readonly confidence: 'high' | 'medium' | 'low';
}

interface Extra {
  readonly symbol?: string;
  readonly remedy?: readonly string[];
  readonly words?: readonly string[];
  readonly confidence?: OtherCode['confidence'];
}

const blank = { symbol: '', remedy: [], words: [] } as const;

/** An entry that is printed in hex; its decimal forms are found too. */
export const hexCode = (area: OtherArea, source: string) => (value: number, symbol: string, meaning: string, extra: Extra = {}): OtherCode => ({
  ...blank,
  area,
  code: `0x${value.toString(16)}`,
  value,
  meaning,
  source,
  confidence: 'medium',
  ...extra,
  symbol,
});

/** An entry that is printed as a decimal number, asked for with or without the name of its kind. */
export const numbered = (area: OtherArea, source: string) => (number: number, symbol: string, meaning: string, extra: Extra = {}): OtherCode => ({
  ...blank,
  area,
  code: area === 'AADSTS' ? `AADSTS${number}` : `${area} ${number}`,
  number,
  meaning,
  source,
  confidence: 'medium',
  ...extra,
  symbol,
});

/** An entry that is a word. */
export const word = (area: OtherArea, source: string) => (code: string, meaning: string, extra: Extra = {}): OtherCode => ({
  ...blank,
  area,
  code,
  meaning,
  source,
  confidence: 'medium',
  ...extra,
});
