/** The X.509 library, loaded by whoever needs it first: it costs a tenth of a second, and most processes never do. */

/** It fails without the other. */
export const loadX509 = async () => {
  await import('reflect-metadata');
  return import('@peculiar/x509');
};
