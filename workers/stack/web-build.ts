import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, type RotatingLog } from './rotating-log';

const folders = ['app', 'components', 'lib', 'prisma'];
const files = ['next.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];
const isSource = (name: string): boolean =>
  /\.(tsx?|mjs|css|json|prisma|svg|ico|png|woff2)$/.test(name) && !/\.test\.tsx?$/.test(name);

/** Changes whenever the built app would: by its sources and by what is fixed into it (see next.config.mjs). */
export function webBuildKey(root: string, fixed: readonly string[]): string {
  const hash = createHash('sha256').update(fixed.join('\0'));
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((name) => join(folder, name)),
  );
  for (const path of [...paths, ...files].sort())
    if (existsSync(join(root, path)))
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** Builds the web app unless its key is that of the last build; returns true where it had to. */
export async function buildWeb(options: {
  root: string;
  dataDirectory: string;
  /** Below `root`. */
  buildDirectory: string;
  gatewayUrl: string;
  environment: NodeJS.ProcessEnv;
  log: RotatingLog;
  signal: AbortSignal;
}): Promise<boolean> {
  const { root, log } = options;
  const key = webBuildKey(root, [options.gatewayUrl, options.environment.EMBED_ANCESTORS ?? '']);
  const stamp = join(root, options.buildDirectory, 'streamscope-build-key');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return false;
  const script = join(root, 'workers/stack/run-next.mjs');
  const build = spawn(process.execPath, [script, options.dataDirectory, 'build', root], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    env: {
      ...options.environment,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_DIST_DIR: options.buildDirectory,
      GATEWAY_URL: options.gatewayUrl,
    },
  });
  const end = () => {
    if (build.pid !== undefined) process.kill(-build.pid, 'SIGKILL');
  };
  options.signal.addEventListener('abort', end, { once: true });
  build.stdout?.on('data', (chunk) => log.write(chunk));
  build.stderr?.on('data', (chunk) => log.write(chunk));
  const code = await new Promise((resolve, reject) => build.once('error', reject).once('close', resolve));
  options.signal.removeEventListener('abort', end);
  if (code !== 0)
    throw new Error(`the web app could not be built (exit ${code}); ${log.file} ends:\n${lastLines(log.file, 25)}`);
  writeFileSync(stamp, key);
  return true;
}
