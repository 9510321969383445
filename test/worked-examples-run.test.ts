// The worked examples of docs/examples: pytest runs here where it is installed; vitest's runs as a part of this suite; Pester's needs Windows' own tools.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../cli/scenario-files/package-root.ts';

const hasPytest = spawnSync('python3', ['-c', 'import pytest']).status === 0;

test.skipIf(!hasPytest)(`pytest moves the served lab${hasPytest ? '' : ' (skipped: pytest is not installed)'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'joinlab-pytest-'));
  cpSync(join(packageRoot, 'docs', 'examples', 'pytest'), folder, { recursive: true });
  const command = [process.execPath, '--import', import.meta.resolve('tsx'), join(packageRoot, 'cli', 'joinlab.ts')].join(' ');
  const { status, stdout } = spawnSync('python3', ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', folder], { encoding: 'utf8', env: { ...process.env, JOINLAB: command, PYTHONDONTWRITEBYTECODE: '1' } });
  rmSync(folder, { recursive: true });
  expect(stdout).toMatch(/^2 passed in /m);
  expect(status).toBe(0);
});
