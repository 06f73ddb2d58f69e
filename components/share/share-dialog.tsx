'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { Tabs } from '@base-ui/react/tabs';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { type PanelId, panels } from '@/components/panels/registry';
import { firstChoice, panelSearch, type ShareChoice, sharePath } from '@/components/prepare/share-choice';
import { Button } from '@/components/ui/button';
import { ReachabilityLine } from './reachability-line';
import { ShareActions } from './share-actions';
import { ShareAddressChoice } from './share-address';
import { ShareChoices } from './share-choices';
import { panelToShare } from './share-panel';
import { SharePreview } from './share-preview';
import { ShareSnippet } from './share-snippet';
import { type ShareWay, shareWays, wayOut, wayTitles } from './share-ways';
import { usePeriod } from './use-period';
import { useShareOptions } from './use-share-options';
import { useSnapshot } from './use-snapshot';

const popup =
  'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[1042px] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-8 border border-line-strong bg-panel text-text shadow-overlay outline-none max-tablet:max-h-dvh max-tablet:max-w-full max-tablet:rounded-none';
const tab =
  '-mb-px fade h-10 shrink-0 cursor-pointer whitespace-nowrap border-transparent border-b-2 text-13 text-muted hover:text-text data-active:border-accent data-active:font-medium data-active:text-text';

/** Hands a panel to slides, pages and files, and says beforehand where that works. */
export function ShareDialog({ id, search, onClose }: { id: PanelId; search: string; onClose: () => void }) {
  const panel = panelToShare(id, search);
  const [way, setWay] = useState<ShareWay>('iframe');
  const [choice, setChoice] = useState<ShareChoice>(() => firstChoice(panel));
  const [size, setSize] = useState<{ width: number; height: number }>(panels[id].defaultSize);
  const [origin, setOrigin] = useState(() => location.origin);
  const frame = useRef<HTMLIFrameElement>(null);
  const options = useShareOptions();
  usePeriod(panel, choice, (period) => setChoice((old) => ({ ...old, ...period })));
  const frozen = choice.time === 'frozen';
  const captured = useSnapshot(id, panelSearch(panel, choice).toString(), frozen);
  const snapshot = captured.state === 'captured' ? captured.snapshot.id : null;
  const path = sharePath(panel, { ...choice, snapshot });
  const out = wayOut(way, {
    ...{ address: origin + path, title: panel.title, ...size, filters: panel.filters },
    pictures: options?.pictures ?? false,
  });
  return (
    <BaseDialog.Root open onOpenChange={(open) => open || onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-black/60" />
        <BaseDialog.Popup className={popup} data-testid="share-dialog">
          <div className="flex items-start justify-between gap-4 px-6 pt-5">
            <div className="min-w-0">
              <BaseDialog.Title className="truncate font-medium text-15">Share: {panel.title}</BaseDialog.Title>
              <BaseDialog.Description className="truncate text-12 text-muted">
                {id} · {panel.source} panel · nothing you choose here changes this page
              </BaseDialog.Description>
            </div>
            <span className="flex items-center gap-2 text-12 text-muted">
              <span aria-hidden className="max-tablet:hidden">
                Esc
              </span>
              <BaseDialog.Close render={<Button look="quiet" size="icon" aria-label="Close" />}>
                <X aria-hidden size={16} />
              </BaseDialog.Close>
            </span>
          </div>
          <Tabs.Root
            value={way}
            onValueChange={(next) => setWay(next as ShareWay)}
            className="flex min-h-0 flex-1 flex-col"
          >
            <Tabs.List className="mt-3 flex shrink-0 gap-6 overflow-x-auto border-line border-b px-6 [scrollbar-width:none]">
              {shareWays.map((one) => (
                <Tabs.Tab key={one} value={one} className={tab}>
                  {wayTitles[one]}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <div className="flex min-h-0 flex-1 overflow-y-auto max-desktop:flex-col">
              <div className="w-[352px] shrink-0 border-line border-r p-6 pt-4 max-desktop:w-full max-desktop:border-r-0">
                <ShareChoices
                  {...{ panel, choice, size, captured }}
                  onChange={(change) => setChoice((old) => ({ ...old, ...change }))}
                  onSize={setSize}
                />
              </div>
              <Tabs.Panel value={way} tabIndex={-1} className="min-w-0 flex-1 p-6 pt-4 outline-none">
                {frozen && snapshot === null ? null : <SharePreview {...{ path, size, frame }} title={panel.title} />}
                <ShareSnippet out={out} />
              </Tabs.Panel>
            </div>
          </Tabs.Root>
          <ReachabilityLine origin={origin} />
          <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
            <ShareAddressChoice
              {...{ origin, onChange: setOrigin, here: location.origin, others: options?.addresses ?? [] }}
            />
            <ShareActions {...{ id, way, out, path, frame }} csv={csvPath(id, path, panel.filters)} />
          </div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function csvPath(id: string, path: string, filters: readonly string[]): string {
  const kept = [...new URL(path, location.origin).searchParams].filter(([name]) => filters.includes(name));
  return `/api/panels/${id}.csv${kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`}`;
}
