/** Executing Account Name: `DOMAIN\user, upn`; a local account has no second part. Source: dsregcmd.md 3. */
import { field, type Field } from '../format.ts';
import type { AccountView } from '../view.ts';

export const executingAccountField = ({ name, upn }: AccountView): Field => field('Executing Account Name', upn === null ? name : `${name}, ${upn}`);
