/** Windows releases that joinlab tells apart: the columns of the dsregcmd reference, plus the two old layouts. */

export const windowsReleases = {
  '1607': { product: 'Windows 10', build: 14393, order: 1 },
  '1709': { product: 'Windows 10', build: 16299, order: 2 },
  '1809': { product: 'Windows 10', build: 17763, order: 3 },
  '20H2': { product: 'Windows 10', build: 19042, order: 4 },
  '21H2': { product: 'Windows 10', build: 19044, order: 5 },
  '10-22H2': { product: 'Windows 10', build: 19045, order: 6 },
  '11-23H2': { product: 'Windows 11', build: 22631, order: 7 },
  '11-24H2': { product: 'Windows 11', build: 26100, order: 8 },
} as const;

export type WindowsRelease = keyof typeof windowsReleases;

/** `Windows 11 Enterprise`, as in the attribute operatingSystem. */
export const editionOf = (release: WindowsRelease): string => `${windowsReleases[release].product} Enterprise`;

/** `10.0 (22631)`, as in the attribute operatingSystemVersion. */
export const versionOf = (release: WindowsRelease): string => `10.0 (${windowsReleases[release].build})`;

/** Whether a release is the other or a later one. */
export const atLeast = (release: WindowsRelease, other: WindowsRelease): boolean => windowsReleases[release].order >= windowsReleases[other].order;
