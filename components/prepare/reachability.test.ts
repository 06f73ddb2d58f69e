import { describe, expect, it } from 'vitest';
import { isLoopbackHost, reachability, reachOf } from './reachability';

const works = (address: string) =>
  reachability(address)
    .hosts.filter((one) => one.works)
    .map((one) => one.host);

describe('reachOf', () => {
  it.each([
    ['http://localhost:3000', 'loopback'],
    ['http://127.0.0.1:3000', 'loopback'],
    ['http://[::1]:3000', 'loopback'],
    ['http://app.localhost', 'loopback'],
    ['http://192.168.1.20:3000', 'lan'],
    ['http://10.0.0.7', 'lan'],
    ['http://172.31.0.1', 'lan'],
    ['http://172.32.0.1', 'public'],
    ['http://100.64.0.1', 'lan'],
    ['http://169.254.1.1', 'lan'],
    ['http://[fd00::1]', 'lan'],
    ['http://laptop:3000', 'lan'],
    ['http://laptop.local:3000', 'lan'],
    ['https://demo.example.org', 'public'],
    ['http://8.8.8.8', 'public'],
    ['https://127.0.0.1.example.org', 'public'],
    ['https://localhost.example.org', 'public'],
  ])('%s is %s', (address, reach) => expect(reachOf(address)).toBe(reach));
});

describe('reachability', () => {
  it('keeps an address of this computer to decks on it', () => {
    expect(works('http://localhost:3000')).toEqual(['this app’s /deck', 'reveal.js on this computer']);
    expect(reachability('http://localhost:3000').sentence).toContain('Notion and PowerPoint will block it');
  });
  it('lets other computers of the network show an address of it, Notion not', () => {
    expect(works('http://192.168.1.20:3000')).toContain('another computer');
    expect(works('http://192.168.1.20:3000')).not.toContain('Notion, PowerPoint, Google Slides');
  });
  it('lets everybody show a public address, if it is https', () => {
    expect(reachability('https://demo.example.org').everywhere).toBe(true);
    expect(reachability('http://demo.example.org').everywhere).toBe(false);
  });
});

describe('isLoopbackHost', () => {
  it('is not taken in by a name that only looks like one', () => {
    for (const name of ['127.0.0.1.evil.org', 'localhost.evil.org', 'notlocalhost', '128.0.0.1', ''])
      expect(isLoopbackHost(name), name).toBe(false);
  });
});
