import { EmptyBody } from './empty-body';

/** A stream that no worker of this database has had a partition of within the hour. */
export function NotConsumed({ title }: { title: string }) {
  return (
    <EmptyBody
      title={`Nobody consumes ${title} here`}
      sentence="No worker has had a partition of it for an hour; STREAMSCOPE_STREAMS says which streams they take. What runs:"
      command="npx streamscope status"
    />
  );
}
