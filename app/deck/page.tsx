import type { Metadata } from 'next';
import { Deck } from '@/components/deck/deck';

export const metadata: Metadata = { title: 'Deck' };

/** Eight slides with live frames, from this server alone. */
export default function DeckPage() {
  return (
    <main>
      <h1 className="sr-only">Streamscope, live</h1>
      <Deck />
    </main>
  );
}
