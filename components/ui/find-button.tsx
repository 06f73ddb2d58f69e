'use client';

import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';

const loadFindDialog = () => import('./find-dialog').then((module) => module.FindDialog);
const FindDialog = dynamic(loadFindDialog, { ssr: false });
/** The first of these says that somebody is there. */
const signs = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;

/** Opens the finder, also by Ctrl K or Cmd K; its code is loaded at the first move of a person, so that no key is lost to a wait. */
export function FindButton() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const show = (next: boolean) => {
    setWanted(true);
    setOpen(next);
  };
  useEffect(() => {
    const stop = new AbortController();
    const load = () => {
      stop.abort();
      void loadFindDialog().catch(() => undefined);
    };
    for (const sign of signs) addEventListener(sign, load, { signal: stop.signal });
    return () => stop.abort();
  }, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setWanted(true);
      setOpen((current) => !current);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <button
        type="button"
        onClick={() => show(true)}
        className="fade hidden h-7 items-center gap-2 rounded-6 border border-line px-2 text-12 text-muted hover:bg-raised desktop:flex"
      >
        <Search aria-hidden size={12} className="text-text" />
        Find <kbd className="font-sans">Ctrl K</kbd>
      </button>
      {wanted ? <FindDialog open={open} onOpenChange={show} /> : null}
    </>
  );
}
