import { hourMs, isTimeZone, zoneSegments } from '../domain/time-zone';
import { asHttpUrl, asPort, asText, type Setting } from './settings';
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
  chromiumPath: setting({
    variable: 'CHROMIUM_PATH',
    description:
      'Chromium or Chrome that draws panels as PNG; empty looks for one on the PATH. Without one there are no PNG addresses.',
    fallback: '',
    parse: asText,
  }),
  port: setting({
    variable: 'PORT',
    description: 'Port the web process listens on; set by Next. The browser that draws PNGs opens the page there.',
    fallback: '3000',
    parse: asPort,
  }),
  publicUrl: setting({
    variable: 'PUBLIC_URL',
    description:
      'Address under which others reach the web process, of a tunnel for instance; the share dialog offers it.',
    fallback: '',
    parse: (text) => (text === '' ? '' : asHttpUrl(text)),
  }),
  timeZone: setting({
    variable: 'STREAMSCOPE_TZ',
    description:
      'Time zone of weekdays and hours where none is chosen, and of the months of film lists; whole hours from UTC.',
    fallback: 'UTC',
    parse: asWholeHourZone,
  }),
} as const;
