import type { Admin } from 'kafkajs';
import { expect, it, vi } from 'vitest';
import { topics } from '../contracts/topics';
import { createTopics } from './topics-admin';

const error = (type: string) => Object.assign(new Error(type), { type });

function adminWhose(fetchTopicMetadata: Admin['fetchTopicMetadata']): Admin {
  const createTopic = vi.fn(async (wanted: { waitForLeaders?: boolean }) => {
    if (wanted.waitForLeaders !== false) throw error('UNKNOWN_TOPIC_OR_PARTITION');
    return true;
  });
  const fake = {
    describeCluster: async () => ({ brokers: [{}], controller: 1, clusterId: 'c' }),
    listTopics: async () => [],
    createTopics: createTopic,
    fetchTopicMetadata,
  };
  return fake as unknown as Admin;
}

it('waits for a broker that has not heard of the new topic yet, and for its leaders', async () => {
  const answers = [
    () => Promise.reject(error('UNKNOWN_TOPIC_OR_PARTITION')),
    () => Promise.reject(error('LEADER_NOT_AVAILABLE')),
    async () => ({ topics: [{ name: 'orders', partitions: [{ leader: -1 }] }] }),
    async () => ({ topics: [{ name: 'orders', partitions: [{ leader: 1 }] }] }),
  ];
  const admin = adminWhose((() => answers.shift()!()) as unknown as Admin['fetchTopicMetadata']);
  expect(await createTopics(admin, [topics.orders])).toEqual([{ name: 'orders', created: true, differences: [] }]);
  expect(answers).toEqual([]);
});

it('does not wait where the cluster refuses', async () => {
  const refuse = () => Promise.reject(error('TOPIC_AUTHORIZATION_FAILED'));
  await expect(createTopics(adminWhose(refuse), [topics.orders])).rejects.toThrow('TOPIC_AUTHORIZATION_FAILED');
});
