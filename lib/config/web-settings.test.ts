import { expect, it } from 'vitest';
import { readSettings } from './settings';
import { webSettings } from './web-settings';

const read = (zone: string) =>
  readSettings(webSettings, { DATABASE_URL: 'postgresql://host/name', STREAMSCOPE_TZ: zone });

it('a zone of whole hours is taken', () => expect(read('Europe/Warsaw').timeZone).toBe('Europe/Warsaw'));
it.each(['Asia/Kolkata', 'Australia/Lord_Howe'])('%s is refused: its hours are not UTC hours', (zone) =>
  expect(() => read(zone)).toThrow(/STREAMSCOPE_TZ.*whole number of hours/),
);
it('what is no zone is refused', () => expect(() => read('Mars/Olympus')).toThrow(/STREAMSCOPE_TZ.*Europe\/Warsaw/));
