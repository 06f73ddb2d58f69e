const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Words of which titles and names are made. */
export const adjectives = words(`
  Silent Broken Golden Hidden Lost Crimson Endless Frozen Burning Distant Hollow Secret Last First Bitter Gentle
  Wild Quiet Savage Sacred Pale Electric Velvet Iron Glass Paper Stolen Forgotten Restless Fallen Midnight Northern
  Southern Eastern Western Wicked Innocent Perfect Strange Familiar Scarlet Silver Copper Emerald Violet Amber Ivory
  Black White Blue Red Green Dark Bright Long Short Deep Empty Open Locked Crooked Narrow Double Second Third Final
  Reluctant Accidental Invisible Unlikely Impossible Ordinary Private Public Royal Common Borrowed Wounded Tender
  Cruel Merry Lonely Crowded Drowning Sleeping Waking Dancing Running Whispering Laughing Weeping Wandering Waiting
  Midsummer Winter Autumn Spring Summer Stormy Sunken Rising Setting Ancient Modern Young Old New Lesser Greater
`);
export const nouns = words(`
  River Harbor Garden Mountain Valley Island Forest Desert Ocean Bridge Tower Castle House Door Window Mirror Street
  Road Station Train Ship Letter Diary Promise Secret Lie Truth Shadow Light Fire Rain Snow Storm Wind Thunder Moon
  Sun Star Sky Morning Evening Night Dawn Hour Season Summer Winter Stranger Traveler Soldier Sailor Doctor Teacher
  Detective Painter Dancer Singer Thief Hunter Gambler Prophet Pilot Captain General Prince Princess King Queen Knight
  Widow Bride Brother Sister Father Mother Daughter Son Neighbor Friend Enemy Lover Rival Witness Juror Prisoner
  Guest Servant Orphan Angel Devil Ghost Wolf Fox Raven Crow Tiger Lion Horse Serpent Swan Sparrow Rose Lily Orchid
  Thorn Apple Orchard Vineyard Machine Clock Compass Map Key Crown Sword Dagger Bullet Gun Bomb Treasure Diamond
  Pearl Ring Mask Costume Circus Carnival Theater Orchestra Song Waltz Tango Blues Game Match Race Duel War Peace
  Trial Verdict Sentence Escape Voyage Journey Return Arrival Departure Wedding Funeral Reunion Betrayal Revenge
  Redemption Conspiracy Affair Scandal Bargain Fortune Debt Hunger Thirst Dream Nightmare Memory Echo Silence Whisper
`);
export const firstNames = words(`
  Anna Boris Clara Daniel Elena Felix Greta Hugo Irene Jakob Karin Leon Marta Nils Olga Pavel Quinn Rosa Stefan Tessa
  Ulrich Vera Walter Xenia Yusuf Zofia Adam Beatrice Carlos Diana Emil Fatima George Hannah Igor Julia Kenji Laura
  Miguel Nadia Oscar Petra Rafael Sonia Tomas Ursula Viktor Wanda Yuki Alice Bruno Celine Dmitri Esther Frank Gloria
  Henrik Ingrid James Katya Louis Monica Noah Odette Paul Renata Samuel Teresa Umberto Vivian William Agnes Bernard
  Cecilia David Edith Fabio Grace Harold Isabel Joseph Kamila Leonard Maria Nathan Olivia Patrick Rita Simon Thea
`);
export const lastNames = words(`
  Adler Bergman Castillo Dvorak Eriksen Fontaine Grant Hartmann Ivanov Jensen Kowalski Lindqvist Moreau Nakamura
  Okafor Petrov Quintana Rossi Sandoval Takeda Ulanov Vargas Whitfield Xu Yamada Zielinski Abbott Bianchi Carver
  Delgado Easton Fischer Gallagher Holm Ibsen Jansen Keller Lombardi Marsh Novak Olsen Park Quigley Renner Sato
  Thornton Underwood Vidal Wagner Young Zimmer Archer Bouchard Clarke Duarte Ellis Farrow Greco Hughes Irving Joyce
  Kaplan Laurent Mercer Norton Orlov Prescott Reyes Schmidt Tremblay Urban Voss Weber Yates Zhang Ashford Bauer
  Cohen Dubois Engel Foster Gardner Hayes Ito Johansson Kim Larsen Mendes Nowak Osborne Pereira Ramos Sinclair
  Torres Ulrich Valenti Winters Abrams Blake Conti Drake Emerson Flynn Gibson Hale Ingram Jacobs Kramer Lowell
`);
