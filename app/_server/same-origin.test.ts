import { expect, it } from 'vitest';
import { refusalOfOrigin } from './same-origin';

const refused = (headers: Record<string, string>, publicUrl = '') =>
  refusalOfOrigin(new Request('http://any/api/snapshots', { method: 'POST', headers }), publicUrl) !== null;

it('lets a page of this computer, and a program on it', () => {
  expect(refused({ host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).toBe(
    false,
  );
  expect(refused({ host: '127.0.0.1:3000' })).toBe(false);
});

it('refuses a foreign page, also one of another port', () => {
  expect(refused({ host: 'localhost:3000', origin: 'http://evil.org' })).toBe(true);
  expect(refused({ host: 'localhost:3000', origin: 'http://localhost:4000' })).toBe(true);
  expect(refused({ host: 'localhost:3000', origin: 'null' })).toBe(true);
  expect(refused({ host: 'localhost:3000', 'sec-fetch-site': 'cross-site' })).toBe(true);
});

it('refuses a foreign name that leads here, but for the public address', () => {
  const request = { host: 'demo.example.org', origin: 'https://demo.example.org' };
  expect(refused(request)).toBe(true);
  expect(refused(request, 'https://demo.example.org')).toBe(false);
  expect(refused({}, '')).toBe(true);
});
