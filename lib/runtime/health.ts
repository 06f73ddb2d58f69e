import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Part } from './part';

/** null = fine, else the reason in words. */
export type Check = () => string | null;

export interface Health extends Part {
  /** Prometheus registry behind /metrics. */
  readonly registry: Registry;
  /** Bound port; valid after start. */
  readonly port: number;
}

/**
 * A worker's health port. /livez: it makes progress. /readyz: it is joined and connected. /metrics: Prometheus text.
 * 200 or 503 with `{ok, reasons}`.
 */
export function createHealth(options: {
  process: string;
  host: string;
  port: number;
  live: Readonly<Record<string, Check>>;
  ready: Readonly<Record<string, Check>>;
}): Health {
  const registry = new Registry();
  registry.setDefaultLabels({ process: options.process });
  collectDefaultMetrics({ register: registry });
  let server: Server | null = null;
  let port = options.port;

  const judge = (checks: Readonly<Record<string, Check>>) => {
    const reasons = Object.entries(checks).flatMap(([name, check]) => {
      const reason = check();
      return reason === null ? [] : [`${name}: ${reason}`];
    });
    return { ok: reasons.length === 0, reasons };
  };

  return {
    name: 'health',
    registry,
    get port() {
      return port;
    },
    async start() {
      server = createServer(async (request, response) => {
        const path = request.url?.split('?')[0];
        if (path === '/metrics') {
          response.setHeader('content-type', registry.contentType).end(await registry.metrics());
          return;
        }
        const checks = path === '/livez' ? options.live : path === '/readyz' ? options.ready : null;
        const answer = checks === null ? { ok: false, reasons: ['no such path'] } : judge(checks);
        response.statusCode = checks === null ? 404 : answer.ok ? 200 : 503;
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
      });
      await new Promise<void>((resolve, reject) => {
        server?.once('error', reject).listen(options.port, options.host, resolve);
      });
      const address = server.address();
      if (address !== null && typeof address === 'object') port = address.port;
    },
    async stop() {
      server?.closeAllConnections();
      await new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
      server = null;
    },
  };
}
