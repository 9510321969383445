/** Whether a certificate has expired is all that its dates decide. In exploration none expires on the way (`limitations`). */

interface Dated {
  readonly notAfterMs: number;
}

/** After every now; not after any. */
const validMs = 2 ** 52;
const expiredMs = -validMs;

/** In force or not, whatever the instant. */
export const dated = <Certificate extends Dated>(certificate: Certificate, nowMs: number): Certificate => {
  const notAfterMs = certificate.notAfterMs > nowMs ? validMs : expiredMs;
  return 'notBeforeMs' in certificate ? { ...certificate, notBeforeMs: 0, notAfterMs } : { ...certificate, notAfterMs };
};
