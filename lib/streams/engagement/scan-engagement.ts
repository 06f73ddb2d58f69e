import { isoTimeOfBytes } from '../../domain/iso-time-bytes';
import { FlatJsonScanner, slotKind } from '../../json-scan/flat-json-scanner';
import { NameTable } from '../../json-scan/name-table';
import { detailsOfKind, type EngagementKind, mostHalves } from './engagement-kind';
import { maxAheadMs, maxFilmId, maxReviewLength } from './event';

const common = [
  { name: 'event_id' },
  { name: 'event_type' },
  { name: 'event_ts' },
  { name: 'user_id' },
  { name: 'movie_id' },
];
/** A field table per kind: what splits the kind comes sixth, the field of its own seventh. */
const fieldsOfKind = {
  view: [...common, { name: 'device_type', hashed: true }, { name: 'session_id' }],
  click: [...common, { name: 'click_type', hashed: true }, { name: 'session_id' }],
  rating: [...common, { name: 'rating' }, { name: 'review_text' }],
} as const;
const slot = { eventId: 0, eventType: 1, eventTs: 2, userId: 3, movieId: 4, detail: 5, own: 6 };

const uuidBytes = 36;
const dash = 0x2d;
const isHexDigit = new Uint8Array(256);
for (const digit of Buffer.from('0123456789abcdefABCDEF')) isHexDigit[digit] = 1;

/**
 * The fast way: an event as it nearly always looks, read from its bytes. What `read` accepts, `judgeEngagement` accepts
 * with the same values; what it declines may still be good.
 */
export class EngagementScan {
  film = 0;
  /** As in `detailsOfKind`. */
  detail = 0;
  eventTimeMs = 0;
  private readonly scanner: FlatJsonScanner;
  private readonly type: Buffer;
  private readonly details = new NameTable();

  constructor(private readonly kind: EngagementKind) {
    this.scanner = new FlatJsonScanner(fieldsOfKind[kind]);
    this.type = Buffer.from(kind);
    for (const name of detailsOfKind[kind]) this.details.idOf(name);
  }

  get hadUnknownFields(): boolean {
    return this.scanner.hadUnknownFields;
  }

  read(bytes: Buffer, start: number, end: number, appendedAtMs: number): boolean {
    const { scanner } = this;
    if (!scanner.scan(bytes, start, end)) return false;
    const { kinds, starts, ends, mantissas, decimals } = scanner;
    if (!this.isOurType(bytes) || !this.isUuid(bytes, slot.eventId)) return false;
    if (kinds[slot.userId] !== slotKind.number || decimals[slot.userId] !== 0) return false;
    if (kinds[slot.movieId] !== slotKind.number || decimals[slot.movieId] !== 0) return false;
    const film = mantissas[slot.movieId]!;
    if (!(film >= 1 && film <= maxFilmId)) return false;

    if (kinds[slot.eventTs] !== slotKind.string) return false;
    const eventTimeMs = isoTimeOfBytes(bytes, starts[slot.eventTs]!, ends[slot.eventTs]!);
    if (!(eventTimeMs <= appendedAtMs + maxAheadMs)) return false;

    const detail = this.kind === 'rating' ? this.ratingDetail() : this.namedDetail(bytes);
    if (detail < 0) return false;
    this.film = film;
    this.detail = detail;
    this.eventTimeMs = eventTimeMs;
    return true;
  }

  private isOurType(bytes: Buffer): boolean {
    const { kinds, starts, ends } = this.scanner;
    const { type } = this;
    const from = starts[slot.eventType]!;
    if (kinds[slot.eventType] !== slotKind.string || ends[slot.eventType]! - from !== type.length) return false;
    for (let i = 0; i < type.length; i++) if (bytes[from + i] !== type[i]) return false;
    return true;
  }

  private isUuid(bytes: Buffer, field: number): boolean {
    const { kinds, starts, ends } = this.scanner;
    const from = starts[field]!;
    if (kinds[field] !== slotKind.string || ends[field]! - from !== uuidBytes) return false;
    for (let i = 0; i < uuidBytes; i++) {
      const byte = bytes[from + i]!;
      if (i === 8 || i === 13 || i === 18 || i === 23 ? byte !== dash : isHexDigit[byte] === 0) return false;
    }
    return true;
  }

  /** Device or click type of an event that has a session. */
  private namedDetail(bytes: Buffer): number {
    const { kinds, starts, ends, hashes } = this.scanner;
    if (kinds[slot.detail] !== slotKind.string || !this.isUuid(bytes, slot.own)) return -1;
    return this.details.find(bytes, starts[slot.detail]!, ends[slot.detail]!, hashes[slot.detail]!);
  }

  /** A review's text has at most as many characters as bytes. */
  private ratingDetail(): number {
    const { kinds, starts, ends, mantissas, decimals } = this.scanner;
    if (kinds[slot.own] === slotKind.number) return -1;
    if (kinds[slot.own] === slotKind.string && ends[slot.own]! - starts[slot.own]! > maxReviewLength) return -1;
    if (kinds[slot.detail] !== slotKind.number || decimals[slot.detail]! > 1) return -1;
    const halves = decimals[slot.detail] === 0 ? mantissas[slot.detail]! * 2 : mantissas[slot.detail]! / 5;
    return halves >= 1 && halves <= mostHalves && Number.isInteger(halves) ? halves - 1 : -1;
  }
}
