/**
 * What the sign-in service of a cloud remembers between requests: the apps it knows, device codes, and values that were used once. It
 * belongs to the door and not to the world: a scenario has no such clients. Everything else it hands out is sealed and not kept.
 */
import { randomBytes, randomInt } from 'node:crypto';
import type { App } from '../../mocks/entra/apps.ts';
import { keepNewest } from '../cloud/keep-newest.ts';

export interface DeviceCode {
  readonly userCode: string;
  readonly clientId: string;
  /** As asked: `scope` of version 2, or `openid` and the resource of version 1. */
  readonly scope: string;
  readonly resource: string;
  /** Virtual milliseconds since 1970. */
  readonly expiresAtMs: number;
  readonly state: { readonly kind: 'pending' | 'declined' } | { readonly kind: 'approved'; readonly upn: string };
}

const keptMax = 10_000;

/** No vowels and nothing that reads as something else. */
const userCodeLetters = 'BCDFGHJKLMNPQRSTVWXZ23456789';
const newUserCode = (): string => Array.from({ length: 9 }, () => userCodeLetters[randomInt(userCodeLetters.length)]).join('');

export class SignInService {
  private readonly apps = new Map<string, App>();
  private readonly deviceCodes = new Map<string, DeviceCode>();
  private readonly usedOnce = new Map<string, true>();

  private number = 0;

  constructor(apps: readonly App[] = []) {
    for (const app of apps) this.registerApp(app);
  }

  registerApp(app: App): void {
    this.apps.set(app.clientId.toLowerCase(), app);
  }

  get registeredApps(): readonly App[] {
    return [...this.apps.values()];
  }

  /** @returns the code that the client polls with */
  openDeviceCode(asked: Omit<DeviceCode, 'userCode' | 'state'>): { readonly deviceCode: string; readonly userCode: string } {
    const deviceCode = randomBytes(48).toString('base64url');
    const userCode = newUserCode();
    keepNewest(this.deviceCodes, deviceCode, { ...asked, userCode, state: { kind: 'pending' } }, keptMax);
    return { deviceCode, userCode };
  }

  deviceCode(code: string): DeviceCode | undefined {
    return this.deviceCodes.get(code);
  }

  /** A code that was exchanged for tokens is gone. */
  closeDeviceCode(code: string): void {
    this.deviceCodes.delete(code);
  }

  /**
   * What a user does with the code that a client shows.
   * @param upn who approves; `null` declines
   * @returns whether the code was there to be answered
   */
  answerDeviceCode(userCode: string, upn: string | null): boolean {
    const found = [...this.deviceCodes].find(([, known]) => known.userCode === userCode.trim().toUpperCase() && known.state.kind === 'pending');
    if (!found) return false;
    this.deviceCodes.set(found[0], { ...found[1], state: upn === null ? { kind: 'declined' } : { kind: 'approved', upn } });
    return true;
  }

  /** Counts what it hands out, for names that must differ. */
  nextNumber(): number {
    this.number += 1;
    return this.number;
  }

  wasUsed(value: string): boolean {
    return this.usedOnce.has(value);
  }

  markUsed(value: string): void {
    keepNewest(this.usedOnce, value, true, keptMax);
  }
}
