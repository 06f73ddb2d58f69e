/** An id that has to be escaped wherever it goes. */
export const oddUser = 'Ünïcode, "7"/8';

const told = [
  [
    'ADD',
    'spec-ann',
    { name: 'Vertigo', year: 1958, duration: 128, director: 'A. Hitch', rating: 8, date: '2026-01-05' },
  ],
  ['ADD', 'spec-ann', { name: 'Rope', year: 1948, duration: 80, director: 'A. Hitch', rating: 7, date: '2026-03-05' }],
  ['ADD', 'spec-ann', { name: 'Heat', year: 1995, duration: 170, director: 'M. Mann', date: '2026-03-09' }],
  ['ADD', 'spec-ann', { name: 'Gone', year: 2000, duration: 99, rating: 1 }],
  ['DELETE', 'spec-ann', { name: 'Gone', year: 2000 }],
  ['UPDATE_RATING', 'spec-ann', { name: 'Rope', year: 1948, old_rating: 7, new_rating: 9.5 }],
  ['ADD', oddUser, { name: 'Rope', year: 1948, duration: 80, director: 'A. Hitch', rating: 4, date: '2026-03-05' }],
] as const;

/** The film lists of two users, told one event after the other: events by user. */
export const toldLists = (at: Date): readonly (readonly [user: string, events: readonly object[]])[] =>
  ['spec-ann', oddUser].map((user) => [
    user,
    told
      .filter(([, id]) => id === user)
      .map(([event_type, user_id, movie]) => ({ event_type, user_id, timestamp: at.toISOString(), movie })),
  ]);
