'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';

/** Copies `text`; says so by its icon and its name for two seconds. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <Button look="quiet" size="icon" aria-label={copied ? 'Copied' : label} onClick={() => void copy()}>
      {copied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
    </Button>
  );
}
