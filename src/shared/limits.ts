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
  /** Most that a stock count may be. */
  stock: 1_000_000,
  /** Orders that one `order.shown` may name. */
  shownOrders: 200,
  /** Characters of an idempotency key (visible ASCII). */
  idempotencyKey: 255,
  /** Bytes of one WebSocket frame from a client. */
  frameBytes: 65_536,
  /** Bytes of one HTTP body: an order of 200 lines with full notes fits. */
  bodyBytes: 262_144,
  /** Most rows of one page of a list. */
  pageSize: 1000,
} as const;
