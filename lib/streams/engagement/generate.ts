import type { EventGenerator, GeneratedEvent } from '../event-generator';
import { createRandom, createWeightedChoice, type Random } from '../seeded-random';
import {
  clickTypes,
  deviceTypes,
  type EngagementKind,
  engagementKinds,
  mostHalves,
  topicOfKind,
} from './engagement-kind';
import { Sessions } from './sessions';

/** Weights of views, clicks and ratings; any scale. */
export type EngagementMix = readonly [views: number, clicks: number, ratings: number];
export const usualMix: EngagementMix = [60, 30, 10];

const users = 20_000;
const deviceWeights = [48, 30, 10, 12];
const clickWeights = [25, 15, 35, 20, 5];
const zipfExponent = 0.9;
const reviewShare = 0.15;
const reviews = [
  ['Not for me.', 'I stopped after half an hour.'],
  ['It has its moments, but too few.', 'Fine for a rainy evening.'],
  ['Well made and worth the time.', 'Better than I had expected.'],
  ['A film to see twice.', 'One of the best I have seen this year, żadnych wątpliwości.'],
];

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A UUID of version 4 whose bits are drawn from `random`. */
function drawUuid(random: Random): string {
  let text = '';
  for (let word = 0; word < 4; word++) {
    let bits = Math.floor(random() * 4_294_967_296) >>> 0;
    if (word === 1) bits = ((bits & 0xffff0fff) | 0x4000) >>> 0;
    if (word === 2) bits = ((bits & 0x3fffffff) | 0x80000000) >>> 0;
    const [a, b] = [hex[bits >>> 24]! + hex[(bits >>> 16) & 255]!, hex[(bits >>> 8) & 255]! + hex[bits & 255]!];
    text += word === 1 || word === 2 ? `-${a}-${b}` : a + b;
  }
  return text;
}

/**
 * An endless, seeded row of views, clicks and ratings: clicks and ratings follow a view of the same film, a click in the
 * same session, a rating by the same user. `films` is the catalogue, the most popular first: popularity follows Zipf. The
 * same seed gives the same events but for `event_ts`, the emission time. Throws when the mix has no views.
 */
export function createEngagementGenerator(options: {
  seed: string;
  films: readonly { readonly id: number }[];
  mix?: EngagementMix;
}): EventGenerator {
  const { films, mix = usualMix } = options;
  if (!(mix[0] > 0)) throw new RangeError('a mix needs views: every click and rating follows one');
  const random = createRandom(options.seed);
  const chooseKind = createWeightedChoice(mix);
  const chooseFilm = createWeightedChoice(films.map((_, rank) => (rank + 1) ** -zipfExponent));
  const chooseDevice = createWeightedChoice(deviceWeights);
  const chooseClick = createWeightedChoice(clickWeights);
  const sessions = new Sessions(random, () => ({
    id: drawUuid(random),
    userId: 1 + Math.floor(users * random() ** 2),
    device: deviceTypes[chooseDevice(random())]!,
    films: [],
  }));

  const drawHalves = (film: number): number => {
    const liking = 5 + 4 * fractionOf(film);
    const noise = 2.4 * (random() + random() + random() - 1.5);
    return Math.max(1, Math.min(mostHalves, Math.round(liking + noise)));
  };

  const bodyOf: Record<EngagementKind, () => { user_id: number; movie_id: number } & Record<string, unknown>> = {
    view() {
      const film = films[chooseFilm(random())]!.id;
      const { id, userId, device } = sessions.view(film);
      return { user_id: userId, movie_id: film, session_id: id, device_type: device };
    },
    click() {
      const { session, film } = sessions.click();
      const type = clickTypes[chooseClick(random())]!;
      return { user_id: session.userId, movie_id: film, session_id: session.id, click_type: type };
    },
    rating() {
      const { userId, film } = sessions.rating();
      const halves = drawHalves(film);
      const written = random() < reviewShare;
      const words = reviews[Math.floor(((halves - 1) * reviews.length) / mostHalves)]!;
      const review = words[Math.floor(random() * words.length)]!;
      return { user_id: userId, movie_id: film, rating: halves / 2, ...(written ? { review_text: review } : {}) };
    },
  };

  return {
    next(nowMs): GeneratedEvent {
      const drawn = engagementKinds[chooseKind(random())]!;
      const kind = sessions.isEmpty ? 'view' : drawn;
      const head = { event_id: drawUuid(random), event_type: kind, event_ts: new Date(nowMs).toISOString() };
      const body = bodyOf[kind]();
      return { topic: topicOfKind[kind], key: String(body.user_id), value: JSON.stringify({ ...head, ...body }) };
    },
  };
}

/** How well a film is liked, 0..1: the same in every run. */
const fractionOf = (film: number): number => (Math.imul(film, 0x9e3779b1) >>> 8) / 2 ** 24;
