/** Bounds of one order and of what travels. All are enforced at the door, before the broker sees anything. */
export const LIMITS = {
  /** Most lines in one order. */
  lines: 200,
  /** Most of one item in one line; the least is 1. */
  quantity: 999,
  /** Most modifiers on one line. */
  modifiersPerLine: 50,
  /** Characters in a note, on a line or on an order. */
  note: 500,
  /** Characters in a name: of a customer, a device, a table. */
  name: 120,
  /** Characters in an e-mail address (RFC 5321, section 4.5.3.1.3). */
  email: 254,
  phone: 40,
  /** Characters in the reason of a cancellation. */
  reason: 200,
  /** Characters in the name of a person who works here. */
  personName: 60,
  /** Most people that may be registered. */
  people: 200,
  /** Characters of the number that a card terminal or a bank gives. */
  authorisation: 60,
  /** Most payments of one order, and most refunds of one payment. */
  payments: 200,
  /** Most payers that one order may be split among. */
  parts: 50,
  /** Most times that cash may be put into or taken out of the drawer in one shift. */
  cashMovements: 500,
  /** Most changes of one line after it was sent. */
  lineChanges: 100,
  /** Most that may be in a drawer, or be paid at once, in cents. */
  cashCents: 1_000_000_000,
  /** Most change that is given for one payment in cash, in cents: what is handed over beyond that was mistyped. */
  changeCents: 100_000,
  /** Copies of a receipt that may be mailed for one order. */
  receipts: 10,
  /** Most that a stock count may be. */
  stock: 1_000_000,
  /** Stations beside its own that may have a part in an item. */
  alsoAt: 5,
  /** Stations that one command may name. */
  stations: 100,
  /** Courses of one order. */
  courses: 9,
  /** Orders that one `order.shown` may name. */
  shownOrders: 200,
  /** Characters of an idempotency key (visible ASCII). */
  idempotencyKey: 255,
  /** Bytes of one WebSocket frame from a client: an order longer than that goes by HTTP. */
  frameBytes: 65_536,
  /**
   * Bytes of one HTTP body. The longest order that the schema lets through fits, also from a client that escapes
   * all beyond ASCII: 200 lines, each with a note of 500 characters written as `\uXXXX` (3,000 bytes), 50 modifiers
   * (67 bytes each with quotes and comma) and 160 bytes of ids, names and signs, are 1,302,000 bytes; beside
   * them stand at most 8,000 for the customer and the order itself.
   */
  bodyBytes: 1_310_720,
  /** Bytes of the body that trades a pairing code for a token: anyone may send one. */
  pairingBytes: 1024,
  /** Bytes of a body that carries a PIN. */
  pinBytes: 1024,
  /** Most rows of one page of a list. */
  pageSize: 1000,
} as const;
