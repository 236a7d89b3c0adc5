/** The contract between the runner, which decides when a message leaves, and what carries it. */

/** Connections to a mail server at a time; the runner sends no more messages than this at once. */
export const SMTP_CONNECTIONS = 3;

export interface Mailbox {
  /** Display name; '' when there is none. */
  readonly name: string;
  readonly address: string;
}

/** A composed message. All texts are plain: the transport encodes them. */
export interface MailMessage {
  /** With angle brackets (RFC 5322, section 3.6.4); the same for every attempt. */
  readonly messageId: string;
  /** What `messageId` is made from, fit for a file name. */
  readonly key: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** Milliseconds, UTC: when the message came into being, not when it is sent. */
  readonly date: number;
}

/**
 * What one attempt came to. `withdrawn` = given up by the signal before anything left. `error` is one line that
 * holds codes only, never an address, a name or a credential.
 */
export type Delivery =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'withdrawn' }
  | { readonly outcome: 'refused'; readonly permanent: boolean; readonly error: string };

export interface MailTransport {
  /** For the log: what carries the mail, without its address. */
  readonly kind: 'smtp' | 'file';
  /**
   * Sends one message; never rejects.
   * @param withdrawn aborts the attempt while nothing has left; afterwards the attempt runs to its end
   */
  send(message: MailMessage, withdrawn: AbortSignal): Promise<Delivery>;
  /** Closes connections. What is still on its way comes to an end at once, as a refusal. */
  close(): void;
}
