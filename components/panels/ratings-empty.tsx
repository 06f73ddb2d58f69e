import type { FilmsTop, PeriodAnswer, RatingsGenres } from '@/lib/contracts/ratings-panels';
import { formatCount } from '../prepare/format-number';
import { EmptyBody } from './empty-body';

const command = 'npx streamscope produce ratings --max-events 50000 --events-per-second 0';

function NothingStored() {
  return (
    <EmptyBody
      title="No rating is stored yet"
      sentence="Nothing was produced so far, or no aggregator has committed it. This makes some:"
      command={command}
    />
  );
}

function Sentence({ title, sentence }: { title: string; sentence: string }) {
  return (
    <div className="flex h-full flex-col justify-center gap-1">
      <p className="font-medium text-13">{title}</p>
      <p className="text-13 text-muted">{sentence}</p>
    </div>
  );
}

/** Why a panel over a period of ratings has nothing to show. */
export function PeriodEmpty({ answer }: { answer: PeriodAnswer<unknown> }) {
  if (answer.stored === null) return <NothingStored />;
  const all = answer.total + answer.leftOut;
  return (
    <Sentence
      title="No rating bears a time of this period"
      sentence={`${formatCount(all)} ${all === 1 ? 'is' : 'are'} stored outside it. Choose another period.`}
    />
  );
}

export function GenresEmpty({ answer }: { answer: RatingsGenres }) {
  if (answer.allUsers === 0) return <NothingStored />;
  const users = `${formatCount(answer.allUsers)} ${answer.allUsers === 1 ? 'user has' : 'users have'} rated`;
  return (
    <EmptyBody
      title={`Nobody has given ${answer.fewestRatings} ratings yet`}
      sentence={`${users}, and fewer ratings tell nothing of what somebody likes. This makes users who do:`}
      command="npx streamscope produce ratings --users 1000 --max-events 50000 --events-per-second 0"
    />
  );
}

export function FilmsEmpty({ answer }: { answer: FilmsTop }) {
  const { filters, rated } = answer;
  if (answer.globalMean === null) return <NothingStored />;
  const films = `${filters.genre === null ? '' : `${filters.genre} `}${rated === 1 ? 'film has' : 'films have'}`;
  return (
    <Sentence
      title={`No film has ${formatCount(filters.minimum)} ratings`}
      sentence={`${formatCount(rated)} ${films} fewer. Lower the least number of ratings${filters.genre === null ? '' : ' or take any genre'}.`}
    />
  );
}
