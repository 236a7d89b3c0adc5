import type { common as source } from '../pt-br/common.ts';
import type { Words } from '../words.ts';

/** Words that every screen uses, in English. */
export const common: Words<typeof source> = {
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  confirm: 'Confirm',
  language: 'Language',
  theme: 'Appearance',
  settings: 'Language and appearance',
  themes: { light: 'Light', dark: 'Dark' },
  moreQuantity: 'More {{name}}',
  lessQuantity: 'Fewer {{name}}',
  quantity: 'Quantity',
  keypad: { label: '{{name}}: keypad', backspace: 'Delete the last', clear: 'Clear' },
  table: 'Table {{table}}',
  services: { counter: 'Counter', dine_in: 'Table', takeaway: 'Takeaway', delivery: 'Delivery' },
  statuses: {
    held: 'On hold',
    pending: 'Pending',
    preparing: 'Preparing',
    ready: 'Ready',
    completed: 'Completed',
    cancelled: 'Cancelled',
  },
  connection: {
    label: 'Connection',
    live: 'Live',
    connecting: 'Connecting…',
    lost: 'No contact',
    lostFor: 'No contact for {{duration}}',
    unpaired: 'Not paired',
    searching: 'Looking for the Comanda server…',
    searchingText:
      'This screen opens by itself once it answers. If it takes long, see that the main computer is on and in the same network.',
    trying: 'Trying again…',
  },
  pairing: {
    title: 'Pair this device',
    text: 'To use this screen, Comanda has to know this device. It takes one time only.',
    code: 'Pairing code',
    codeHint: 'Letters and digits, as the main computer shows them.',
    name: 'Name of this device',
    nameHint: 'So that you know it again later, “Till 1” for example.',
    defaultNames: { pos: 'Till', kds: 'Kitchen', board: 'Board' },
    submit: 'Pair',
    working: 'Pairing…',
    where: 'Where do I find the code?',
    whereWindow:
      'On the main computer, in the window where Comanda was started: it shows a link with the code.',
    whereAdmin: 'Whoever administers Comanda can also make a new code.',
    codeMissing: 'Type the code.',
    nameMissing: 'Give the device a name.',
    refused: 'This code is not valid: mistyped, already used, or expired. Ask for a new one.',
    tooMany_one: 'Too many wrong codes. Wait {{count}} second and try again.',
    tooMany_other: 'Too many wrong codes. Wait {{count}} seconds and try again.',
    unreachable: 'The main computer did not answer. See that it is on and try again.',
  },
  roles: {
    admin: 'Administration',
    counter: 'Till',
    kitchen: 'Kitchen',
    board: 'Board',
    integration: 'Integration',
  },
  wrongRole: {
    title: 'This device was paired as {{role}}',
    text: 'This screen is: {{page}}. It does not work with this pairing.',
    open: 'Open {{page}}',
    pairAnew: 'Pair anew',
  },
  fields: {
    email: 'e-mail',
    name: 'name',
    phone: 'phone',
    table: 'table',
    note: 'note',
    quantity: 'quantity',
    modifiers: 'options',
    reason: 'reason',
    other: 'part of the data',
  },
  units: { seconds: '{{count}} s', minutes: '{{count}} min', hours: '{{count}} h' },
  refusal: {
    no_open_shift: {
      what: "This counter's drawer is closed.",
      now: 'Open the shift and send again.',
    },
    shift_already_open: {
      what: 'This drawer is open already.',
      now: 'Go on with it, or close it first.',
    },
    unpaid_orders: {
      what: 'Orders of this shift are not paid yet.',
      now: 'Take the payments, cancel them, or close anyway.',
    },
    approval_required: {
      what: 'A manager has to allow this.',
      now: 'Ask a manager to enter their PIN.',
    },
    reason_required: {
      what: 'The reason is missing.',
      now: 'Choose why the item leaves the order.',
    },
    payment_required: {
      what: 'The order goes to the kitchen once it is paid.',
      now: 'Take the payment.',
    },
    amount_too_high: {
      what: 'The amount is too high: {{max}} at most.',
      now: 'Lower the amount.',
    },
    too_many_units: {
      what: 'The order has fewer units of this item by now.',
      now: 'Check the order and choose again.',
    },
    nothing_left: {
      what: 'Nothing would be left of the order.',
      now: 'Cancel the whole order.',
    },
    change_not_possible: {
      what: 'Not possible any more: the order is {{status}}.',
      now: 'Check the order.',
    },
    too_many: {
      what: 'The limit of {{most}} is passed.',
      now: 'Do the rest in another order or shift.',
    },
    name_taken: {
      what: 'Someone of this name exists already.',
      now: 'Choose another name.',
    },
    last_manager: {
      what: 'This is the last manager.',
      now: 'Register another manager first.',
    },
    sign_in_required: {
      what: 'Nobody is signed in at this counter.',
      now: 'Enter your PIN and do it again.',
    },
    pin_refused: {
      what: 'Wrong PIN.',
      now: 'Try again.',
    },
    not_found: {
      what: 'This is no longer on the server.',
      now: 'Reload the screen and check the order.',
    },
    out_of_stock: {
      what_one: 'It ran out in the meantime: {{items}}.',
      what_other: 'They ran out in the meantime: {{items}}.',
      item: '{{name}} (asked for {{requested}}, {{available}} left)',
      now: 'Lower the quantity or remove the item, and send again.',
    },
    item_unavailable: {
      what_one: '{{items}} is sold out.',
      what_other: '{{items}} are sold out.',
      now: 'Remove or replace, and send again.',
    },
    unknown_item: {
      what_one: '{{items}} left the menu.',
      what_other: '{{items}} left the menu.',
      now: 'Remove and send again.',
    },
    unknown_modifier: {
      what: 'An option of {{name}} left the menu.',
      now: 'Open the item, choose its options again, and send.',
    },
    modifier_count: {
      what: '{{name}}: choose {{min}} to {{max}} of “{{group}}” (it has {{chosen}}).',
      now: 'Open the item, set its options, and send again.',
    },
    illegal_transition: {
      what: 'The order is already {{status}}: another screen was faster.',
      now: 'Look at its state now and choose again.',
    },
    idempotency_key_reused: {
      what: 'This submission got mixed up with another one.',
      now: 'See in the open orders whether it went in; if not, send again.',
    },
    overloaded: {
      what: 'The server has a lot of work.',
      now: 'Nothing is lost: we try again in a moment.',
    },
    disk_full: {
      what: "The main computer's disk is full, and nothing can be saved.",
      now: 'Free some space on it and send again. The order stays here.',
    },
    storage_failed: {
      what: 'The main computer could not save.',
      now: 'The order stays here: send again. If it repeats, call whoever looks after the system.',
    },
    invalid_request: {
      what: 'The server did not accept the data: {{fields}}.',
      now: 'Correct it and send again.',
    },
    idempotency_key_required: {
      what: 'The submission carried no identification.',
      now: 'Reload the page and send again.',
    },
    unauthorized: {
      what: 'This device was paired anew before the answer came.',
      now: 'See in the open orders whether the order went in; send again only if it is not there.',
    },
    forbidden: {
      what: 'This device may not do this.',
      now: 'Use another screen, or ask the administrator to pair it with another role.',
    },
    pairing_refused: {
      what: 'The pairing code is not valid.',
      now: 'Ask for a new code.',
    },
    method_not_allowed: {
      what: 'The server does not know what this screen asked for.',
      now: 'Reload the page.',
    },
    too_large: {
      what: 'The order is too long to be sent at once.',
      now: 'Split it in two or shorten the notes.',
    },
    unsupported_media_type: {
      what: 'The server did not understand the format.',
      now: 'Reload the page.',
    },
    misdirected: {
      what: 'This page was opened under an address that the server does not know as its own.',
      now: 'Open the screen at the address that Comanda shows when it starts.',
    },
    rate_limited: {
      what: 'Too many actions in a short time.',
      now_one: 'Wait {{count}} second and try again.',
      now_other: 'Wait {{count}} seconds and try again.',
    },
    internal: {
      what: 'The server had a failure it did not expect.',
      now: 'What you typed is still here: try again. If it repeats, call whoever looks after the system.',
    },
  },
};
