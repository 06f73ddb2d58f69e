import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Copies the working tree (what git tracks or would) to `clone`; packages, generated code and jars as hard links. */
export function cloneTree(repository: string, clone: string): void {
  mkdirSync(join(clone, '.streamscope'), { recursive: true });
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: repository });
  const files = listed
    .toString()
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(repository, file)));
  for (const file of files) cpSync(join(repository, file), join(clone, file));
  for (const made of ['node_modules', 'lib/db/generated', '.streamscope/kafka-jars'])
    if (existsSync(join(repository, made))) execFileSync('cp', ['-al', join(repository, made), join(clone, made)]);
}
