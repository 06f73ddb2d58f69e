/** One combined broker and controller. */
export interface KafkaNode {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
}

/** Lines of `server.properties`. With three nodes every topic has three copies and a write waits for two. */
export function kafkaProperties(options: {
  node: KafkaNode;
  nodes: readonly KafkaNode[];
  logDirectory: string;
  properties: Readonly<Record<string, string>>;
}): string {
  const { node, nodes } = options;
  const copies = nodes.length;
  const inSync = copies > 1 ? 2 : 1;
  const all: Record<string, string | number> = {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': nodes.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`).join(','),
    listeners: `PLAINTEXT://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${node.port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': options.logDirectory,
    'auto.create.topics.enable': 'false',
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': inSync,
    'share.coordinator.state.topic.num.partitions': 4,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 2_000,
    'message.max.bytes': 4_194_304,
    'replica.fetch.max.bytes': 4_194_304,
    'broker.session.timeout.ms': 6_000,
    'log.retention.check.interval.ms': 60_000,
    ...options.properties,
  };
  return `${Object.entries(all)
    .map(([name, value]) => `${name}=${String(value).replaceAll('\\', '\\\\')}`)
    .join('\n')}\n`;
}
