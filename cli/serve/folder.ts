/** The folder that a server leaves for its clients while it runs: certificate of its authority, variables to source. Only its owner can read it. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportLines, type Variables } from './environment.ts';

/** PEM of the authority that clients trust, and of the one that they may be told to trust. */
interface AuthoritiesShown {
  readonly authority: string;
  readonly inspection: { readonly authority: string };
}

export interface ServeFolder {
  readonly path: string;
  readonly authorityFile: string;
  readonly writeVariables: (variables: Variables) => void;
  /** Takes away what was written, and the folder if it was made. */
  readonly remove: () => void;
}

const ownerOnly = 0o600;

/** @throws Error of the system where the folder cannot be written */
export function openServeFolder(wanted: string | undefined, { authority, inspection }: AuthoritiesShown): ServeFolder {
  const made = wanted === undefined || !existsSync(wanted);
  const path = wanted ?? mkdtempSync(join(tmpdir(), 'joinlab-'));
  if (wanted !== undefined) mkdirSync(path, { recursive: true, mode: 0o700 });
  const files = { authority: join(path, 'ca.pem'), inspection: join(path, 'inspection-ca.pem'), sh: join(path, 'env.sh'), powershell: join(path, 'env.ps1') };
  const write = (file: string, text: string): void => {
    writeFileSync(file, text, { mode: ownerOnly });
    // A file that was there keeps its rights otherwise.
    chmodSync(file, ownerOnly);
  };
  write(files.authority, authority);
  write(files.inspection, inspection.authority);
  return {
    path,
    authorityFile: files.authority,
    writeVariables(variables) {
      write(files.sh, exportLines(variables, 'sh'));
      write(files.powershell, exportLines(variables, 'powershell'));
    },
    remove() {
      for (const file of Object.values(files)) rmSync(file, { force: true });
      if (made) rmSync(path, { recursive: true, force: true });
    },
  };
}
