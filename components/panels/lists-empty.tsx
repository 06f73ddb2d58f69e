import { EmptyBody } from './empty-body';

/** Why a panel about film lists has nothing to show, and what fills it. `user`: whose list it is about, if anybody's. */
export function ListsEmpty({ user, what }: { user: string | null; what: string }) {
  if (user === null)
    return (
      <EmptyBody
        title="No film list is stored yet"
        sentence="Nothing was produced so far, or no aggregator has committed it. This makes lists of thousands of users:"
        command="npx streamscope produce movie-events --max-events 20000 --events-per-second 0"
      />
    );
  return (
    <div className="flex h-full flex-col justify-center gap-1">
      <p className="font-medium text-13">{what}</p>
      <p className="text-13 text-muted">It appears here with the next event of this user that tells of it.</p>
    </div>
  );
}
