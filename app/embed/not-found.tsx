import { panelIds } from '@/components/panels/registry';

export default function NoSuchPanel() {
  return (
    <main data-embed="" data-embed-warnings="" className="fixed inset-0 overflow-hidden bg-panel p-4 text-text">
      <h1 className="font-medium text-15">There is no such panel</h1>
      <p className="text-13 text-muted">The panels are {panelIds.join(', ')}.</p>
    </main>
  );
}
