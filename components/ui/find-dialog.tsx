'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { panels } from '@/components/panels/registry';
import { pages } from './pages';
import { useThemeToggle } from './theme-switch';

const groupClass =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-muted';
const itemClass =
  'flex h-9 items-center justify-between gap-4 rounded-6 px-3 text-13 data-[selected=true]:bg-raised [&>span]:truncate [&>span]:text-12 [&>span]:text-muted';

/** Finds pages, panels and actions by typing. */
export function FindDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter();
  const toggleTheme = useThemeToggle();
  const run = (action: () => void) => () => {
    onOpenChange(false);
    action();
  };
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-black/60" />
        <BaseDialog.Popup
          aria-label="Find pages, panels and actions"
          className="fixed top-24 left-1/2 z-50 w-[560px] max-w-[calc(100vw-32px)] -translate-x-1/2 rounded-8 border border-line-strong bg-panel p-1 text-text shadow-overlay outline-none"
        >
          <Command label="Find pages, panels and actions" loop>
            <Command.Input
              placeholder="Find a page, a panel or an action"
              className="h-10 w-full border-line border-b bg-transparent px-3 text-15 outline-none placeholder:text-muted"
            />
            <Command.List className="max-h-[50vh] overflow-auto">
              <Command.Empty className="px-3 py-4 text-13 text-muted">Nothing has that name.</Command.Empty>
              <Command.Group heading="Pages" className={groupClass}>
                {pages.map((page) => (
                  <Command.Item key={page.href} className={itemClass} onSelect={run(() => router.push(page.href))}>
                    {page.title} <span>{page.question}</span>
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading="Panels" className={groupClass}>
                {Object.values(panels).map((panel) => (
                  <Command.Item
                    key={panel.id}
                    className={itemClass}
                    onSelect={run(() => openTab(`/embed/${panel.id}`))}
                  >
                    {panel.title} <span>alone, as on a slide</span>
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading="Actions" className={groupClass}>
                <Command.Item className={itemClass} onSelect={run(toggleTheme)}>
                  Switch between light and dark <span>T</span>
                </Command.Item>
              </Command.Group>
            </Command.List>
          </Command>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

const openTab = (address: string) => window.open(address, '_blank', 'noreferrer');
