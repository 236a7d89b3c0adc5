import type { common as source } from '../pt-br/common.ts';
import type { Words } from '../words.ts';

/** Words that every screen uses, in Spanish. */
export const common: Words<typeof source> = {
  close: 'Cerrar',
  cancel: 'Cancelar',
  back: 'Volver',
  confirm: 'Confirmar',
  language: 'Idioma',
  theme: 'Apariencia',
  settings: 'Idioma y apariencia',
  themes: { light: 'Clara', dark: 'Oscura' },
  moreQuantity: 'Más {{name}}',
  lessQuantity: 'Menos {{name}}',
  quantity: 'Cantidad',
  keypad: { label: '{{name}}: teclado numérico', backspace: 'Borrar el último', clear: 'Vaciar' },
  table: 'Mesa {{table}}',
  services: {
    counter: 'Mostrador',
    dine_in: 'Mesa',
    takeaway: 'Para llevar',
    delivery: 'A domicilio',
  },
  statuses: {
    held: 'En espera',
    pending: 'Pendiente',
    preparing: 'En preparación',
    ready: 'Listo',
    completed: 'Entregado',
    cancelled: 'Cancelado',
  },
  connection: {
    label: 'Conexión',
    live: 'En vivo',
    connecting: 'Conectando…',
    lost: 'Sin contacto',
    lostFor: 'Sin contacto desde hace {{duration}}',
    unpaired: 'Sin emparejar',
    searching: 'Buscando el servidor de Comanda…',
    searchingText:
      'La pantalla se abre sola en cuanto responda. Si tarda, vea que el equipo principal esté encendido y en la misma red.',
    trying: 'Intentando de nuevo…',
  },
  pairing: {
    title: 'Emparejar este dispositivo',
    text: 'Para usar esta pantalla, Comanda tiene que conocer este dispositivo. Es una sola vez.',
    code: 'Código de emparejamiento',
    codeHint: 'Letras y números, como aparecen en el equipo principal.',
    name: 'Nombre de este dispositivo',
    nameHint: 'Para reconocerlo después, por ejemplo “Caja 1”.',
    defaultNames: { pos: 'Caja', kds: 'Cocina', board: 'Panel' },
    submit: 'Emparejar',
    working: 'Emparejando…',
    where: '¿Dónde encuentro el código?',
    whereWindow:
      'En el equipo principal, en la ventana donde se inició Comanda: muestra un enlace con el código.',
    whereAdmin: 'Quien administra Comanda también puede generar un código nuevo.',
    codeMissing: 'Escriba el código.',
    nameMissing: 'Dé un nombre al dispositivo.',
    refused: 'Este código no vale: mal escrito, ya usado o vencido. Pida uno nuevo.',
    tooMany_one: 'Demasiados códigos erróneos. Espere {{count}} segundo e intente de nuevo.',
    tooMany_other: 'Demasiados códigos erróneos. Espere {{count}} segundos e intente de nuevo.',
    unreachable: 'El equipo principal no respondió. Vea que esté encendido e intente de nuevo.',
  },
  roles: {
    admin: 'Administración',
    counter: 'Caja',
    kitchen: 'Cocina',
    board: 'Panel',
    integration: 'Integración',
  },
  wrongRole: {
    title: 'Este dispositivo se vinculó como {{role}}',
    text: 'Esta pantalla es: {{page}}. Con esta vinculación no funciona.',
    open: 'Abrir {{page}}',
    pairAnew: 'Vincular de nuevo',
  },
  fields: {
    email: 'correo electrónico',
    name: 'nombre',
    phone: 'teléfono',
    table: 'mesa',
    note: 'nota',
    quantity: 'cantidad',
    modifiers: 'opciones',
    reason: 'motivo',
    other: 'uno de los datos',
  },
  units: { seconds: '{{count}} s', minutes: '{{count}} min', hours: '{{count}} h' },
  refusal: {
    no_open_shift: {
      what: 'La caja de este mostrador está cerrada.',
      now: 'Abra el turno y envíe de nuevo.',
    },
    shift_already_open: {
      what: 'Esta caja ya está abierta.',
      now: 'Siga en ella o ciérrela antes.',
    },
    unpaid_orders: {
      what: 'Hay pedidos de este turno sin pagar.',
      now: 'Cobre o cancele, o cierre de todos modos.',
    },
    approval_required: {
      what: 'Esto necesita la autorización de un gerente.',
      now: 'Pida a un gerente que escriba su PIN.',
    },
    reason_required: {
      what: 'Falta el motivo.',
      now: 'Elija por qué sale el producto del pedido.',
    },
    payment_required: {
      what: 'El pedido va a la cocina cuando esté pagado.',
      now: 'Cobre el pago.',
    },
    amount_too_high: {
      what: 'El importe es demasiado alto: como máximo {{max}}.',
      now: 'Baje el importe.',
    },
    too_many_units: {
      what: 'El pedido ya no tiene tantas unidades de este producto.',
      now: 'Revise el pedido y elija de nuevo.',
    },
    nothing_left: {
      what: 'No quedaría nada en el pedido.',
      now: 'Cancele el pedido entero.',
    },
    change_not_possible: {
      what: 'Ya no es posible: el pedido está {{status}}.',
      now: 'Revise el pedido.',
    },
    too_many: {
      what: 'Se pasó el límite de {{most}}.',
      now: 'Haga el resto en otro pedido o turno.',
    },
    name_taken: {
      what: 'Ya existe una persona con este nombre.',
      now: 'Elija otro nombre.',
    },
    last_manager: {
      what: 'Es el último gerente.',
      now: 'Registre antes a otro gerente.',
    },
    sign_in_required: {
      what: 'Nadie ha entrado en esta caja.',
      now: 'Escriba su PIN y repita.',
    },
    pin_refused: {
      what: 'PIN incorrecto.',
      now: 'Inténtelo de nuevo.',
    },
    not_found: {
      what: 'Esto ya no existe en el servidor.',
      now: 'Recargue la pantalla y revise el pedido.',
    },
    out_of_stock: {
      what_one: 'Se agotó mientras tanto: {{items}}.',
      what_other: 'Se agotaron mientras tanto: {{items}}.',
      item: '{{name}} (pidió {{requested}}, quedan {{available}})',
      now: 'Baje la cantidad o quite el producto y envíe de nuevo.',
    },
    item_unavailable: {
      what_one: '{{items}} está agotado.',
      what_other: '{{items}} están agotados.',
      now: 'Quite o cambie y envíe de nuevo.',
    },
    unknown_item: {
      what_one: '{{items}} salió de la carta.',
      what_other: '{{items}} salieron de la carta.',
      now: 'Quite y envíe de nuevo.',
    },
    unknown_modifier: {
      what: 'Una opción de {{name}} salió de la carta.',
      now: 'Abra el producto, elija las opciones de nuevo y envíe.',
    },
    modifier_count: {
      what: '{{name}}: en “{{group}}” elija de {{min}} a {{max}} (hay {{chosen}}).',
      now: 'Abra el producto, corrija las opciones y envíe de nuevo.',
    },
    illegal_transition: {
      what: 'El pedido ya está {{status}}: otra pantalla fue más rápida.',
      now: 'Revise su estado actual y elija de nuevo.',
    },
    idempotency_key_reused: {
      what: 'Este envío se mezcló con otro.',
      now: 'Vea en los pedidos abiertos si entró; si no, envíe de nuevo.',
    },
    overloaded: {
      what: 'El servidor tiene mucho trabajo.',
      now: 'Nada se perdió: lo intentamos de nuevo en un momento.',
    },
    disk_full: {
      what: 'El disco del equipo principal está lleno y no se puede guardar nada.',
      now: 'Libere espacio y envíe de nuevo. El pedido sigue aquí.',
    },
    storage_failed: {
      what: 'El equipo principal no pudo guardar.',
      now: 'El pedido sigue aquí: envíe de nuevo. Si se repite, llame a quien cuida el sistema.',
    },
    invalid_request: {
      what: 'El servidor no aceptó los datos: {{fields}}.',
      now: 'Corrija y envíe de nuevo.',
    },
    idempotency_key_required: {
      what: 'El envío iba sin identificación.',
      now: 'Recargue la página y envíe de nuevo.',
    },
    unauthorized: {
      what: 'Este dispositivo se emparejó de nuevo antes de que llegara la respuesta.',
      now: 'Vea en los pedidos abiertos si el pedido entró; envíe de nuevo solo si no está.',
    },
    forbidden: {
      what: 'Este dispositivo no tiene permiso para esto.',
      now: 'Use otra pantalla o pida que lo emparejen con otra función.',
    },
    pairing_refused: {
      what: 'El código de emparejamiento no vale.',
      now: 'Pida un código nuevo.',
    },
    method_not_allowed: {
      what: 'El servidor no conoce lo que pidió esta pantalla.',
      now: 'Recargue la página.',
    },
    too_large: {
      what: 'El pedido es demasiado grande para ir de una vez.',
      now: 'Divídalo en dos o acorte las notas.',
    },
    unsupported_media_type: {
      what: 'El servidor no entendió el formato.',
      now: 'Recargue la página.',
    },
    misdirected: {
      what: 'Esta página se abrió con una dirección que el servidor no reconoce.',
      now: 'Abra la pantalla con la dirección que Comanda muestra al iniciar.',
    },
    rate_limited: {
      what: 'Demasiadas acciones en poco tiempo.',
      now_one: 'Espere {{count}} segundo e intente de nuevo.',
      now_other: 'Espere {{count}} segundos e intente de nuevo.',
    },
    internal: {
      what: 'El servidor tuvo un fallo que no esperaba.',
      now: 'Lo que escribió sigue aquí: intente de nuevo. Si se repite, llame a quien cuida el sistema.',
    },
  },
};
