import type { NodemailerError } from 'nodemailer';
import type { Delivery } from './transport.ts';

type Refused = Extract<Delivery, { outcome: 'refused' }>;

/** Verbs that a mail server may have been answering to; anything else is not repeated. */
const VERBS = ['EHLO', 'HELO', 'STARTTLS', 'AUTH', 'MAIL FROM', 'RCPT TO', 'DATA', 'CONN'] as const;

/**
 * Puts a failed attempt in words made of known codes alone. A server's own sentence is never repeated: servers
 * like to quote the address, and some the credentials, that they refuse.
 *
 * Only a 5yz answer to the recipient or to the message is final (RFC 5321, section 4.2.1). All else, a wrong
 * password included, may be mended by the owner or by the server while the message waits.
 */
export function describeSmtpFailure(error: unknown): Refused {
  if (!(error instanceof Error)) return refused(false, 'unknown error');
  const failure: NodemailerError = error;
  const verb = VERBS.find((known) => failure.command?.startsWith(known));
  const reply = failure.responseCode;
  if (reply !== undefined) {
    const permanent = failure.permanent === true && (verb === 'RCPT TO' || verb === 'DATA');
    const enhanced = enhancedCode(failure.response);
    const codes = enhanced ? `${reply} ${enhanced}` : `${reply}`;
    return refused(permanent, `mail server answered ${codes}${verb ? ` to ${verb}` : ''}`);
  }
  // Without an answer, an invalid envelope is our own library's word on the address: it will not change.
  if (failure.code === 'EENVELOPE') return refused(true, 'address cannot be used in SMTP');
  const codes = [failure.code, failure.originalCode, failure.timeoutType]
    .filter((code) => code !== undefined && /^[A-Z][A-Z0-9_]{1,40}$/.test(code))
    .filter((code, index, all) => all.indexOf(code) === index);
  return refused(
    false,
    `mail server not reached${codes.length > 0 ? ` (${codes.join(', ')})` : ''}${verb && verb !== 'CONN' ? ` at ${verb}` : ''}`,
  );
}

/** The enhanced status code of a reply (RFC 3463), as in `5.1.1`. */
function enhancedCode(response: string | undefined): string | undefined {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?=\s|$)/.exec(response ?? '')?.[1];
}

function refused(permanent: boolean, error: string): Refused {
  return { outcome: 'refused', permanent, error };
}
