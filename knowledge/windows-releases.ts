/**
 * Windows releases that joinlab tells apart: the two old layouts of dsregcmd (dsregcmd.md 4), then the columns of its reference
 * (section 5), each with the releases that it stands for.
 */

export const windowsReleases = {
  '1607': { product: 'Windows 10', build: 14393 }, // Windows 10 1607, Server 2016
  '1709': { product: 'Windows 10', build: 16299 }, // Windows 10 1703 to 1803
  '1809': { product: 'Windows 10', build: 17763 }, // Windows 10 1809, Server 2019
  '20H2': { product: 'Windows 10', build: 19042 }, // Windows 10 2004 and 20H2
  '21H2': { product: 'Windows 10', build: 19044 }, // Windows 10 21H1 and 21H2, Server 2022
  '10-22H2': { product: 'Windows 10', build: 19045 }, // Windows 10 22H2
  '11-23H2': { product: 'Windows 11', build: 22631 }, // Windows 11 22H2 and 23H2
  '11-24H2': { product: 'Windows 11', build: 26100 }, // Windows 11 24H2 and later
} as const;

export type WindowsRelease = keyof typeof windowsReleases;

/** Oldest first. */
export const windowsReleaseNames = Object.keys(windowsReleases) as readonly WindowsRelease[];

/** `Windows 11 Enterprise`, as in the attribute operatingSystem. */
export const editionOf = (release: WindowsRelease): string => `${windowsReleases[release].product} Enterprise`;

/** `10.0 (22631)`, as in the attribute operatingSystemVersion. */
export const versionOf = (release: WindowsRelease): string => `10.0 (${windowsReleases[release].build})`;

/** Whether a release is the other or a later one. */
export const atLeast = (release: WindowsRelease, other: WindowsRelease): boolean => windowsReleases[release].build >= windowsReleases[other].build;
