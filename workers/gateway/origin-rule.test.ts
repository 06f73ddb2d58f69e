import { describe, expect, it } from 'vitest';
import { refusalOf } from './origin-rule';

const publicOrigins = ['https://show.example.org'];
const judge = (headers: Record<string, string>, peerTrusted = false) =>
  refusalOf({ headers, peerTrusted, publicOrigins });

describe('refusalOf', () => {
  it.each([
    ['the page of the gateway itself', { origin: 'http://a.example:4010', host: 'a.example:4010' }, false],
    ['a default port that only one side names', { origin: 'https://a.example', host: 'a.example:443' }, false],
    ['a public origin', { origin: 'https://show.example.org', host: '127.0.0.1:4010' }, false],
    [
      'a page behind the rewrite of a trusted peer',
      { origin: 'http://localhost:3000', host: '127.0.0.1:4010', 'x-forwarded-host': 'localhost:3000' },
      true,
    ],
    ['no Origin from a trusted peer', { host: '127.0.0.1:4010' }, true],
    ['a same-origin poll through a trusted peer', { host: 'x', 'sec-fetch-site': 'same-origin' }, true],
  ] as const)('lets in %s', (_, headers, trusted) => {
    expect(judge(headers, trusted)).toBeNull();
  });

  it.each([
    ['foreign origin', { origin: 'https://evil.example', host: 'a.example' }, true],
    ['foreign origin', { origin: 'http://a.example:4011', host: 'a.example:4010' }, true],
    ['foreign origin', { origin: 'https://show.example.org.evil.example', host: 'a.example' }, true],
    ['foreign origin', { origin: 'file://', host: 'a.example' }, true],
    ['foreign origin', { origin: 'not a url', host: 'a.example' }, true],
    ['foreign origin', { origin: 'http://evil.example', host: 'a', 'x-forwarded-host': 'evil.example' }, false],
    ['null origin', { origin: 'null', host: 'null' }, true],
    ['cross-site', { host: '127.0.0.1:4010', 'sec-fetch-site': 'cross-site' }, true],
    ['untrusted peer', { host: 'a.example' }, false],
  ] as const)('refuses a %s: %o', (reason, headers, trusted) => {
    expect(judge(headers, trusted)).toBe(reason);
  });
});
