/** From where an address can be reached. */
export type Reach = 'loopback' | 'lan' | 'public';

export interface HostVerdict {
  readonly host: string;
  readonly works: boolean;
}

export interface Reachability {
  readonly reach: Reach;
  /** What follows the address in the sentence. */
  readonly sentence: string;
  readonly hosts: readonly HostVerdict[];
  /** Every host that knows frames can show it. */
  readonly everywhere: boolean;
}

/** `localhost`, 127.x.x.x and ::1. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

/** Names and addresses that lead nowhere outside a house: RFC 1918, link-local, unique local, CGNAT, `.local`. */
function isLanHost(hostname: string): boolean {
  const [a = 0, b = 0] = hostname.split('.').map(Number);
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(hostname))
    return (
      a === 10 ||
      a === 0 ||
      (a === 172 && b >= 16 && b <= 31) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b <= 127)
    );
  if (hostname.startsWith('[')) return /^\[f[cde]/i.test(hostname);
  return !hostname.includes('.') || /\.(local|lan|home|internal|home\.arpa)$/i.test(hostname);
}

export function reachOf(address: string): Reach {
  const { hostname } = new URL(address);
  if (isLoopbackHost(hostname)) return 'loopback';
  return isLanHost(hostname) ? 'lan' : 'public';
}

/**
 * Which hosts can show a frame of this address. Browsers let no public page reach a private address (Local Network
 * Access), and no https page frame one of http (mixed content).
 */
export function reachability(address: string): Reachability {
  const reach = reachOf(address);
  const secure = new URL(address).protocol === 'https:';
  const everywhere = reach === 'public' && secure;
  const hosts = [
    { host: 'this app’s /deck', works: true },
    { host: 'reveal.js on this computer', works: true },
    { host: 'another computer', works: reach !== 'loopback' },
    ...(everywhere ? [{ host: 'Notion, PowerPoint', works: true }] : []),
    // Google Slides has no frames at all.
    { host: everywhere ? 'Google Slides' : 'Notion, PowerPoint, Google Slides', works: false },
  ];
  return { reach, hosts, sentence: sentences[reach](secure), everywhere };
}

const sentences: Readonly<Record<Reach, (secure: boolean) => string>> = {
  loopback: () =>
    'works in a deck on this computer; Notion and PowerPoint will block it: use a tunnel or the frozen picture.',
  lan: () =>
    'works in decks within this network; Notion and PowerPoint will block it: use a tunnel or the frozen picture.',
  public: (secure) =>
    secure
      ? 'can be framed by Notion and by PowerPoint’s web add-in; Google Slides has no frames: use the PNG there.'
      : 'is not https: Notion and PowerPoint will block it. Put https in front of it, or use the frozen picture.',
};
