import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asBrokers,
  asChoice,
  asDatabaseUrl,
  asHttpUrl,
  asInteger,
  asList,
  ConfigError,
  readSettings,
  type Setting,
} from './settings';

const port: Setting<number> = {
  variable: 'PORT',
  description: 'A port.',
  fallback: '80',
  parse: asInteger({ min: 1, max: 65_535 }),
};
const brokers: Setting<readonly string[]> = { variable: 'BROKERS', description: 'Addresses.', parse: asBrokers };
const secret: Setting<string> = { variable: 'SECRET', description: 'Address.', parse: asDatabaseUrl, secret: true };

const problemsOf = (read: () => unknown): readonly string[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('readSettings', () => {
  it('takes the default where a variable is absent or empty', () => {
    expect(readSettings({ port }, {})).toEqual({ port: 80 });
    expect(readSettings({ port }, { PORT: '' })).toEqual({ port: 80 });
    expect(readSettings({ port }, { PORT: '8080' })).toEqual({ port: 8080 });
  });

  it('reports every problem at once, each with its variable and the remedy', () => {
    const problems = problemsOf(() => readSettings({ port, brokers }, { PORT: 'many' }));
    expect(problems).toHaveLength(2);
    expect(problems[0]).toBe('PORT: "many" is not a whole number from 1 to 65535');
    expect(problems[1]).toBe('BROKERS is not set: Addresses.');
  });

  it('never shows the value of a secret', () => {
    const problems = problemsOf(() => readSettings({ secret }, { SECRET: 'mysql://me:hunter2@host/x' }));
    expect(problems.join()).toContain('SECRET');
    expect(problems.join()).not.toContain('hunter2');
  });

  it('reads every whole number within its range and refuses every other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (value) => {
        const refused = problemsOf(() => readSettings({ port }, { PORT: String(value) })).length > 0;
        expect(refused).toBe(value < 1 || value > 65_535);
      }),
    );
  });
});

describe('parsers', () => {
  it('split lists and drop what is blank', () => expect(asList(' a, b,,c ')).toEqual(['a', 'b', 'c']));

  it('take broker addresses with a port only', () => {
    expect(asBrokers('kafka-1:9092, [::1]:9093')).toEqual(['kafka-1:9092', '[::1]:9093']);
    expect(() => asBrokers('kafka-1')).toThrow('host:9092');
    expect(() => asBrokers('')).toThrow('host:9092');
  });

  it('take http addresses only and drop the last slash', () => {
    expect(asHttpUrl('http://127.0.0.1:4010/')).toBe('http://127.0.0.1:4010');
    expect(() => asHttpUrl('file:///etc/passwd')).toThrow('is not an address');
    expect(() => asHttpUrl('gateway')).toThrow('is not an address');
  });

  it('take one of the choices', () => {
    expect(asChoice('a', 'b')('b')).toBe('b');
    expect(() => asChoice('a', 'b')('c')).toThrow('a, b');
  });
});
