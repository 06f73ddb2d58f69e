import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailed } from './command-failed';
import { type ExportProgress, exportCounts } from './export-progress';

const names = {
  valid: 'valid.ndjson',
  invalid: 'invalid.ndjson',
  counts: 'counts.json',
  progress: 'export-progress.json',
};
type Kind = 'valid' | 'invalid';

/** The files of an export. Lines stand there for good as soon as `checkpoint` has told so; what is behind them is cut off at the next opening. */
export interface ExportFiles {
  /** Of an interrupted export, null in an empty directory. */
  readonly earlier: ExportProgress | null;
  write(kind: Kind, line: string): void;
  /** Bytes written and not on the disk yet. */
  readonly buffered: number;
  checkpoint(progress: ExportProgress): Promise<void>;
  /** Writes counts.json; the export is then finished. */
  finish(progress: ExportProgress): Promise<void>;
  close(): Promise<void>;
}

/** Throws what to do where the directory holds a finished export, or files that are none of ours. */
export async function openExportFiles(directory: string): Promise<ExportFiles> {
  const path = (name: keyof typeof names): string => join(directory, names[name]);
  await mkdir(directory, { recursive: true });
  if (existsSync(path('counts')))
    throw new CommandFailed(
      `--out: ${directory} holds a finished export: name another directory, or remove its files.`,
    );
  const earlier = existsSync(path('progress'))
    ? (JSON.parse(await readFile(path('progress'), 'utf8')) as ExportProgress)
    : null;
  if (earlier === null && (existsSync(path('valid')) || existsSync(path('invalid'))))
    throw new CommandFailed(`--out: ${directory} holds ${names.valid} of something else: name another directory.`);

  const openAt = async (kind: Kind): Promise<FileHandle> => {
    const file = await open(path(kind), 'a');
    await file.truncate(earlier?.bytes[kind] ?? 0);
    return file;
  };
  const files = { valid: await openAt('valid'), invalid: await openAt('invalid') };
  const bytes = { valid: earlier?.bytes.valid ?? 0, invalid: earlier?.bytes.invalid ?? 0 };
  const lines: Record<Kind, string[]> = { valid: [], invalid: [] };
  let buffered = 0;

  const replaceFile = async (name: keyof typeof names, content: unknown): Promise<void> => {
    const file = await open(`${path(name)}.new`, 'w');
    await file.writeFile(`${JSON.stringify(content, null, 1)}\n`);
    await file.sync();
    await file.close();
    await rename(`${path(name)}.new`, path(name));
  };

  const checkpoint = async (progress: ExportProgress): Promise<void> => {
    for (const kind of ['valid', 'invalid'] as const) {
      const part = Buffer.from(lines[kind].join(''));
      lines[kind] = [];
      if (part.length === 0) continue;
      await files[kind].appendFile(part);
      await files[kind].datasync();
      bytes[kind] += part.length;
    }
    buffered = 0;
    progress.bytes = { ...bytes };
    await replaceFile('progress', progress);
  };

  return {
    earlier,
    get buffered() {
      return buffered;
    },
    write(kind, line) {
      lines[kind].push(line);
      buffered += line.length;
    },
    checkpoint,
    async finish(progress) {
      await checkpoint(progress);
      await replaceFile('counts', exportCounts(progress));
      await rm(path('progress'));
    },
    async close() {
      await Promise.all([files.valid.close(), files.invalid.close()]);
    },
  };
}
