/** Texts as words of a command line. */

/** In single quotes, whatever is in it, for sh. */
export const quotedForSh = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The same for PowerShell. */
export const quotedForPowerShell = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** As one would type it: quoted only where sh needs it. */
export const shellWord = (text: string): string => (/^[\w./=:@+-]+$/.test(text) ? text : quotedForSh(text));
