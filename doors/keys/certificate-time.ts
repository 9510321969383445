/** The ends of a certificate's validity, as Node prints them. */
import { parseUtc } from '../../simulation/calendar.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Jan  5 09:00:01 2026 GMT`, as Node shows the ends of a validity. @returns milliseconds since 1970 */
export function certificateTimeMs(text: string): number | undefined {
  const [, month = '', day = '', time = '', year = ''] = /^(\w{3}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4}) GMT$/.exec(text) ?? [];
  return parseUtc(`${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}T${time}Z`);
}
