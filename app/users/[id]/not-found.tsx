import type { Metadata } from 'next';
import { UnknownUser } from '@/components/panels/unknown-user';
import { PlainShell } from '@/components/ui/plain-shell';

export const metadata: Metadata = { title: 'No such user' };

export default function UserNotFound() {
  return (
    <PlainShell>
      <UnknownUser />
    </PlainShell>
  );
}
