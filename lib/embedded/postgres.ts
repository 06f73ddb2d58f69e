import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port';
import { endOrphan, readProcessRecord, recordProcess } from './orphan';
import { postgresBinaries } from './postgres-binaries';
import { databaseName, databaseUser, ensureCluster } from './postgres-cluster';
import { postgresOwner, postgresPlaces } from './postgres-owner';
import { identifyProcess } from './process-identity.mjs';

/** fast: open transactions are rolled back; immediate: as after a crash. */
export type StopMode = 'fast' | 'immediate';

export interface EmbeddedPostgres {
  /** Address of the database "streamscope", with user and password. */
  readonly databaseUrl: string;
  readonly port: number;
  /** 0 while it is down. */
  readonly pid: number;
  /** Where everything of it is kept: `directory`, or a place that user "postgres" can walk to. */
  readonly home: string;
  stop(mode?: StopMode): Promise<void>;
  /** Starts it again after a stop, on its port. */
  start(): Promise<void>;
}

const longestLogBytes = 8 * 1024 * 1024;
const startLimitMs = 60_000;

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** The server's own word in line 8 of its pid file, which `pg_ctl` waits for too. */
function isServing(pidFile: string, pid: number | undefined): boolean {
  if (!existsSync(pidFile)) return false;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** After a crash the file may name a process that has nothing to do with PostgreSQL, which would then refuse to start. */
function removeStalePidFile(pidFile: string, data: string): void {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (identifyProcess(pid)?.commandLine.includes(data)) throw new Error(`process ${pid} runs PostgreSQL on ${data}`);
  rmSync(pidFile);
}

/**
 * Starts PostgreSQL on 127.0.0.1 with its data in `directory`; data found there is kept. A pid file left by a crash is
 * removed, a server left behind by a killed supervisor is ended first. `settings` are server parameters.
 * As root it runs as user "postgres"; where that user cannot walk, the data are elsewhere and `say` is told.
 */
export async function startPostgres(options: {
  directory: string;
  /** Port wished for; a taken one is replaced by a free one. */
  port?: number;
  settings?: Readonly<Record<string, string>>;
  /** Absolute; by default beside the data. */
  logFile?: string;
  say?: (sentence: string) => void;
  /** Called when it ends without having been asked to. */
  onExit?: (reason: string) => void;
}): Promise<EmbeddedPostgres> {
  const owner = postgresOwner();
  const places = await postgresPlaces(owner, resolve(options.directory), await postgresBinaries());
  if (places.moved !== null) options.say?.(places.moved);
  const { home, native } = places;
  const data = join(home, 'data');
  const log = options.logFile ?? join(home, 'postgres.log');
  const record = join(home, 'process.json');
  const pidFile = join(data, 'postmaster.pid');
  const orphan = readProcessRecord(record);
  if (orphan !== null) await endOrphan(orphan, { directory: home, gentle: 'SIGINT', patienceMs: 8_000 });
  const password = await ensureCluster({ native, home, owner });
  const port = await freePort(options.port === undefined ? {} : { preferred: options.port });
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    max_connections: '200',
    shared_buffers: '512MB',
    max_wal_size: '2GB',
    log_checkpoints: 'off',
    timezone: 'UTC',
    ...options.settings,
  };
  const parameters = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let child: ChildProcess | null = null;
  let asked = false;

  const launch = async (): Promise<ChildProcess> => {
    if (existsSync(log) && statSync(log).size > longestLogBytes) renameSync(log, `${log}.1`);
    const output = openSync(log, 'a');
    const started = spawn(join(native, 'bin', 'postgres'), ['-D', data, ...parameters], {
      ...owner,
      cwd: data,
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    if (started.pid !== undefined) recordProcess(record, started.pid);
    const failed = new Promise<never>((_, reject) => started.once('error', reject));
    failed.catch(() => undefined);
    const deadline = performance.now() + startLimitMs;
    while (!hasEnded(started) && !isServing(pidFile, started.pid)) {
      if (performance.now() > deadline) started.kill('SIGQUIT');
      await Promise.race([delay(20), failed]);
    }
    return started;
  };

  const start = async (): Promise<void> => {
    if (child !== null && !hasEnded(child)) return;
    removeStalePidFile(pidFile, data);
    asked = false;
    // The processes of a server that was killed hold its shared memory until they have noticed.
    const deadline = performance.now() + 10_000;
    let started = await launch();
    while (hasEnded(started) && performance.now() < deadline) {
      await delay(300);
      started = await launch();
    }
    if (hasEnded(started)) {
      const said = readFileSync(log, 'utf8').slice(-1_500);
      throw new Error(`PostgreSQL did not start (exit ${started.exitCode}); ${log} ends:\n${said}`);
    }
    child = started;
    started.once('exit', (code, signal) => {
      if (!asked) options.onExit?.(`PostgreSQL ended by itself (${signal ?? code}); see ${log}`);
    });
  };

  await start();
  return {
    databaseUrl: `postgresql://${databaseUser}:${password}@127.0.0.1:${port}/${databaseName}`,
    port,
    home,
    get pid() {
      return child === null || hasEnded(child) ? 0 : (child.pid ?? 0);
    },
    start,
    async stop(mode = 'fast') {
      if (child === null || hasEnded(child)) return;
      asked = true;
      const running = child;
      const ended = new Promise<void>((done) => running.once('exit', () => done()));
      running.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await ended;
    },
  };
}
