import { FlatJsonScanner, slotKind } from '../../json-scan/flat-json-scanner';
import { maxFilmId } from '../films/film';
import { maxAheadMs, maxUserId, mostHalves } from './event';

const fields = [{ name: 'userId' }, { name: 'movieId' }, { name: 'rating' }, { name: 'timestamp' }] as const;
const slot = { userId: 0, movieId: 1, rating: 2, timestamp: 3 };

/**
 * The fast way: a rating as it nearly always looks, read from its bytes. What `read` accepts, `judgeRating` accepts with
 * the same values; what it declines may still be good.
 */
export class RatingScan {
  userId = 0;
  movieId = 0;
  /** 1..10. */
  halves = 0;
  timestampMs = 0;
  private readonly scanner = new FlatJsonScanner(fields);

  get hadUnknownFields(): boolean {
    return this.scanner.hadUnknownFields;
  }

  read(bytes: Buffer, start: number, end: number, appendedAtMs: number): boolean {
    const { scanner } = this;
    if (!scanner.scan(bytes, start, end)) return false;
    const { kinds, mantissas, decimals } = scanner;
    for (let field = 0; field < fields.length; field++) if (kinds[field] !== slotKind.number) return false;
    if ((decimals[slot.userId]! | decimals[slot.movieId]! | decimals[slot.timestamp]!) !== 0) return false;
    const userId = mantissas[slot.userId]!;
    const movieId = mantissas[slot.movieId]!;
    const timestampMs = mantissas[slot.timestamp]!;
    if (!(userId >= 1 && userId <= maxUserId && movieId >= 1 && movieId <= maxFilmId)) return false;
    if (!(timestampMs >= 1 && timestampMs <= appendedAtMs + maxAheadMs)) return false;
    const places = decimals[slot.rating]!;
    if (places > 1) return false;
    const halves = places === 0 ? mantissas[slot.rating]! * 2 : mantissas[slot.rating]! / 5;
    if (!(halves >= 1 && halves <= mostHalves) || halves !== Math.trunc(halves)) return false;
    this.userId = userId;
    this.movieId = movieId;
    this.halves = halves;
    this.timestampMs = timestampMs;
    return true;
  }
}
