/** Where and how to hand mail over, read from one URL. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`). */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
}

/** What a valid URL looks like, for error messages. */
export const SMTP_URL_SHAPE = 'smtp://user:password@host:587 or smtps://user:password@host:465';

const SUBMISSION_PORT = 587; // RFC 6409
const SUBMISSIONS_PORT = 465; // RFC 8314

/**
 * Reads the URL of a mail server. Characters of user and password that mean something in a URL are
 * percent-encoded there. A path or a query is refused, so that no option slips in unseen.
 * @returns null when it is not such a URL
 */
export function parseSmtpUrl(text: string): SmtpServer | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') return null;
  if (url.hostname === '' || url.search !== '' || url.hash !== '') return null;
  if (url.pathname !== '' && url.pathname !== '/') return null;
  if (url.port === '0') return null;
  const user = decode(url.username);
  const pass = decode(url.password);
  if (user === null || pass === null || (user === '') !== (pass === '')) return null;
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? SUBMISSIONS_PORT : SUBMISSION_PORT) : Number(url.port),
    secure,
    auth: user === '' ? null : { user, pass },
  };
}

/** True for names and addresses of this very machine. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // a lone % is not a percent-encoding
  }
}
