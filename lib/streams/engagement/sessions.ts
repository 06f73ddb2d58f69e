import type { Random } from '../seeded-random';

/** Somebody who looks at films now. */
export interface Session {
  readonly id: string;
  readonly userId: number;
  readonly device: string;
  /** Films viewed in it, the newest last; at most `filmsPerSession`. */
  readonly films: number[];
}

const mostSessions = 500;
const filmsPerSession = 8;
const mostUnrated = 4_096;
const newSessionShare = 0.3;

const take = <T>(from: T[], at: number): T => {
  const found = from[at]!;
  from[at] = from[from.length - 1]!;
  from.pop();
  return found;
};

/** What has been viewed: clicks and ratings are drawn from it, so that each follows a view. Bounded in memory. */
export class Sessions {
  private readonly open: Session[] = [];
  /** (user, film) pairs that were viewed and not rated; the last one left is rated again. */
  private readonly unrated: { readonly userId: number; readonly film: number }[] = [];

  constructor(
    private readonly random: Random,
    private readonly begin: () => Session,
  ) {}

  get isEmpty(): boolean {
    return this.unrated.length === 0;
  }

  /** Notes a view of `film` in a session that goes on or begins. */
  view(film: number): Session {
    const session = this.open.length === 0 || this.random() < newSessionShare ? this.start() : this.drawSession();
    session.films.push(film);
    if (session.films.length > filmsPerSession) session.films.shift();
    if (this.unrated.length === mostUnrated) take(this.unrated, this.below(mostUnrated));
    this.unrated.push({ userId: session.userId, film });
    return session;
  }

  /** A session and a film viewed in it, the newest one likelier; only when not empty. */
  click(): { readonly session: Session; readonly film: number } {
    const session = this.drawSession();
    const back = Math.floor(session.films.length * this.random() ** 2);
    return { session, film: session.films[session.films.length - 1 - back]! };
  }

  /** A user and a film that he viewed; only when not empty. */
  rating(): { readonly userId: number; readonly film: number } {
    const at = this.below(this.unrated.length);
    return this.unrated.length === 1 ? this.unrated[0]! : take(this.unrated, at);
  }

  private start(): Session {
    if (this.open.length === mostSessions) take(this.open, this.below(mostSessions));
    const session = this.begin();
    this.open.push(session);
    return session;
  }

  private drawSession(): Session {
    return this.open[this.below(this.open.length)]!;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}
