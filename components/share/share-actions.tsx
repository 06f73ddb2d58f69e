'use client';

import { Check, Copy, Download } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Button } from '@/components/ui/button';
import { copyText } from './copy-text';
import type { ShareWay, WayOut } from './share-ways';

const openClass =
  'fade inline-flex h-8 shrink-0 items-center whitespace-nowrap rounded-8 border border-line-strong px-3 font-medium text-13 hover:bg-raised max-desktop:h-11';

/** Save, open and copy; the one that the chosen way is about stands last. */
export function ShareActions({
  id,
  way,
  out,
  path,
  csv,
  frame,
}: {
  id: string;
  way: ShareWay;
  out: WayOut;
  path: string;
  csv: string;
  frame: RefObject<HTMLIFrameElement | null>;
}) {
  const [said, setSaid] = useState<string | null>(null);
  const say = (words: string) => {
    setSaid(words);
    setTimeout(() => setSaid(null), 2_000);
  };
  const withEmbed = async (save: (embed: HTMLElement) => Promise<void>) => {
    const embed = frame.current?.contentDocument?.querySelector<HTMLElement>('[data-embed]');
    if (!embed) return say('The preview is not ready');
    await save(embed).then(
      () => say('Saved'),
      () => say('The browser could not draw it'),
    );
  };
  const savePicture = () =>
    withEmbed(async (embed) => (await import('@/components/export/save-panel')).savePicture(id, embed));
  const savePage = () =>
    withEmbed(async (embed) =>
      (await import('@/components/export/save-panel')).saveFrozenPage(id, embed, csv, location.origin + path),
    );
  const copy = async () => say((await copyText(out.snippet ?? '')) ? 'Copied' : 'Copy it by hand');
  const saves = way === 'png' || way === 'csv' || way === 'html';
  const primary = saves ? 'plain' : 'primary';
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span role="status" className="text-12 text-muted">
        {said}
      </span>
      {way === 'png' ? null : (
        <Button look="quiet" onClick={() => void savePicture()}>
          Frozen picture
        </Button>
      )}
      <a href={path} target="_blank" rel="noreferrer" className={openClass}>
        Open in a tab
      </a>
      {out.snippet === null ? null : (
        <Button look={primary} onClick={() => void copy()}>
          {said === 'Copied' ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />} {out.copy}
        </Button>
      )}
      {way === 'png' ? <SaveButton label="Save PNG" onClick={() => void savePicture()} /> : null}
      {way === 'html' ? <SaveButton label="Save HTML" onClick={() => void savePage()} /> : null}
      {way === 'csv' ? (
        <a
          href={csv}
          download
          className="inline-flex h-8 items-center gap-2 rounded-8 bg-accent px-3 font-medium text-13 text-on-accent max-desktop:h-11"
        >
          <Download aria-hidden size={14} /> Save CSV
        </a>
      ) : null}
    </div>
  );
}

function SaveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button look="primary" onClick={onClick}>
      <Download aria-hidden size={14} /> {label}
    </Button>
  );
}
