import { hourMs, isTimeZone, zoneSegments } from '../domain/time-zone';
import { asText, type Setting } from './settings';
import { sharedSettings } from './shared-settings';

const setting = <T>(value: Setting<T>): Setting<T> => value;

/** Aggregates are kept by UTC hour: a zone that is off by half an hour could not be answered. */
export function asWholeHourZone(text: string): string {
  if (!isTimeZone(text)) throw new Error('is not a time zone like UTC or Europe/Warsaw');
  const segments = zoneSegments(text, Date.UTC(2020, 0), Date.UTC(2040, 0));
  if (segments.some(({ offsetMs }) => offsetMs % hourMs !== 0))
    throw new Error('is not a whole number of hours from UTC; aggregates are kept by the hour');
  return text;
}

/** Settings of the web process. */
export const webSettings = {
  databaseUrl: sharedSettings.databaseUrl,
  gatewayUrl: sharedSettings.gatewayUrl,
  logLevel: sharedSettings.logLevel,
  embedAncestors: setting({
    variable: 'EMBED_ANCESTORS',
    description:
      'Origins that may frame /embed/*, separated by blanks; empty allows all, also decks opened from file://. Fixed into the web build.',
    fallback: '',
    parse: asText,
  }),
  timeZone: setting({
    variable: 'STREAMSCOPE_TZ',
    description:
      'Time zone of weekdays and hours where none is chosen, and of the months of film lists; whole hours from UTC.',
    fallback: 'UTC',
    parse: asWholeHourZone,
  }),
} as const;
