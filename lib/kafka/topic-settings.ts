import type { Admin } from 'kafkajs';
import { kafkajs } from './load-kafkajs';

export interface TopicSetting {
  readonly name: string;
  readonly value: string;
  /** Made on the topic, set on brokers, or Kafka's own default (KIP-226). */
  readonly source: 'topic' | 'broker' | 'default';
}

const dynamicTopicConfig = 1;
const defaultConfig = 5;

/** Every setting of each topic. Throws kafkajs' errors. */
export async function readTopicSettings(
  admin: Admin,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly TopicSetting[]>> {
  if (names.length === 0) return new Map();
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })),
  });
  return new Map(
    resources.map((resource) => [
      resource.resourceName,
      resource.configEntries.map((entry) => {
        const source = Number(entry.configSource);
        return {
          name: entry.configName,
          value: entry.configValue,
          source: source === dynamicTopicConfig ? 'topic' : source === defaultConfig ? 'default' : 'broker',
        };
      }),
    ]),
  );
}

/** Those of one source by name. */
export const settingsFrom = (settings: readonly TopicSetting[], source: TopicSetting['source']) =>
  Object.fromEntries(settings.filter((entry) => entry.source === source).map((entry) => [entry.name, entry.value]));

/** Sets settings on a topic and leaves its others; Kafka's request replaces them all, so they are sent with them. */
export async function alterTopicSettings(
  admin: Admin,
  name: string,
  wanted: Readonly<Record<string, string>>,
): Promise<void> {
  const present = settingsFrom((await readTopicSettings(admin, [name])).get(name) ?? [], 'topic');
  const configEntries = Object.entries({ ...present, ...wanted }).map(([key, value]) => ({ name: key, value }));
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name, configEntries }],
  });
}
