import { expect, it } from 'vitest';
import { decodeMetadataResponse, encodeMetadataRequest } from './topic-identity';

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
const id = '0123456789abcdef0123456789abcdef';
/** A Metadata v10 answer: one broker, cluster id `c`, topic `t` with one partition led by broker 7. */
const answer = (options: { error?: string; topicId?: string } = {}) =>
  hex(`00 00000000 02 00000007 02 68 00002384 00 00 02 63 00000007
    02 ${options.error ?? '0000'} 02 74 ${options.topicId ?? id} 00
    02 0000 00000003 00000007 00000001 02 00000007 02 00000007 01 00 80000000 00 80000000 00`);

it('asks for topics by name with the empty tags of a flexible header in front', () => {
  expect(encodeMetadataRequest(['ab']).toString('hex')).toBe(`0002${'0'.repeat(32)}0361620000000000`);
  const long = 'n'.repeat(249);
  const encoded = encodeMetadataRequest([long]);
  expect(encoded.subarray(18, 20)).toEqual(Buffer.from([0xfa, 0x01]));
  expect(encoded.subarray(20, 269).toString()).toBe(long);
});

it('reads the cluster id, topic ids and leaders', () => {
  expect(decodeMetadataResponse(answer())).toEqual([
    { topic: 't', clusterId: 'c', topicId: id, leaders: new Map([[3, 7]]) },
  ]);
});

it('says null for a topic the broker does not know, and throws what is neither', () => {
  expect(decodeMetadataResponse(answer({ error: '0003', topicId: '0'.repeat(32) }))[0]?.topicId).toBeNull();
  expect(() => decodeMetadataResponse(answer({ error: '001d' }))).toThrow('topic t: Kafka error 29');
});

it('refuses a cluster without topic ids', () => {
  expect(() => decodeMetadataResponse(answer({ topicId: '0'.repeat(32) }))).toThrow('Kafka 2.8 or later');
});
