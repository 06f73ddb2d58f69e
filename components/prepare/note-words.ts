const known: Readonly<Record<string, string>> = {
  ignored_delete_of_absent_film: 'Delete of a film that the user’s list does not hold: ignored',
  ignored_rating_of_absent_film: 'New rating of a film that the user’s list does not hold: ignored',
  update_of_absent_film_added_it: 'Update of a film that the user’s list did not hold: taken as its addition',
  old_rating_differs_from_stored: 'The event’s old rating differs from the stored one: the stored one counts',
  film_listed_under_two_names: 'Film met under its id and under its name: joined',
  user_in_two_partitions: 'User whose events came in two partitions: their order is not sure',
  too_old_for_film_minute: 'Too old for the trends by minute: counted everywhere else',
  too_old_for_external_sample: 'Sample of others too old to be kept: counted, not charted',
  ignored_part_of_unknown_topic: 'Part of a sample about a topic of nobody: ignored',
};

/** What a note says in words; one that is new reads as it is written. */
export function noteWords(note: string): string {
  const words = known[note] ?? note.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
