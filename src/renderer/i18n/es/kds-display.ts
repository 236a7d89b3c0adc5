import type { display as Display, figures as Figures, keys as Keys } from '../pt-br/kds-display.ts';
import type { Words } from '../words.ts';

/** The settings of a kitchen's display. */
export const display: Words<typeof Display> = {
  title: 'Ajustes de la pantalla',
  purpose: {
    label: 'Esta pantalla es de',
    stations: 'Estaciones',
    expediter: 'Expedición',
    text: 'Expedición ve pedidos enteros y los entrega cuando todas las estaciones terminaron.',
  },
  layout: { label: 'Tarjetas', flow: 'En columnas', grid: 'En cuadrícula' },
  sound: { label: 'Sonido', on: 'Encendido', off: 'Apagado' },
  volume: {
    label: 'Volumen',
    louder: 'Más alto',
    quieter: 'Más bajo',
    level: '{{level}} de 10',
  },
  bump: {
    label: 'La tecla de una tarjeta',
    select: 'La elige',
    direct: 'Avanza ya',
    text: 'Elegir y después avanzar evita errores; avanzar ya ahorra una tecla.',
  },
  totals: { label: 'Totales junto a las tarjetas', on: 'Mostrar', off: 'Ocultar' },
  keys: 'Cambiar las teclas',
  help: 'Ver las teclas',
  unreached:
    'Esta parte de la pantalla no llegó. Sin contacto con el mostrador, intente en un momento.',
  retry: 'Intentar de nuevo',
};

/** What each key does, and the screen on which that is changed. */
export const keys: Words<typeof Keys> = {
  title: 'Teclas',
  text: 'Toque la fila y pulse la tecla, en el teclado o en la barra de teclas.',
  change: 'Cambiar:',
  none: 'sin tecla',
  press: 'Pulse la tecla…',
  pressText: 'Esc cancela; ⌫ o Del la deja sin tecla.',
  reserved: '{{key}} es del navegador: elija otra.',
  taken: '{{key}} ya es de “{{action}}”. Púlsela de nuevo para cambiarlas.',
  swap: 'Intercambiar',
  now: '{{action}}: {{key}}',
  reset: 'Volver a las teclas de fábrica',
  select: 'Tarjeta {{position}}',
  actions: {
    bump: 'Avanzar la tarjeta elegida',
    left: 'Tarjeta a la izquierda',
    right: 'Tarjeta a la derecha',
    up: 'Tarjeta de arriba',
    down: 'Tarjeta de abajo',
    'page-back': 'Página anterior',
    'page-on': 'Página siguiente',
    undo: 'Deshacer',
    recall: 'Llamar de vuelta el último listo',
    'ready-list': 'Lista de listos',
    totals: 'Total por producto',
    figures: 'Números del día',
    rush: 'Urgente, o ya no',
    fire: 'Marchar el siguiente tiempo',
    sound: 'Sonido',
    display: 'Ajustes de la pantalla',
    help: 'Esta lista de teclas',
  },
};

/** How the kitchen did today. */
export const figures: Words<typeof Figures> = {
  title: 'Números del día',
  measure: 'Medida',
  measures: { seen: 'Hasta ser visto', preparation: 'Preparación', lateness: 'Atraso' },
  about: {
    seen: 'Del envío del producto hasta aparecer en la pantalla de su estación.',
    preparation: 'De la marcha del producto hasta que su estación lo da por listo.',
    lateness: 'Cuánto se pasó de la hora lo que se atrasó.',
  },
  orders_one: '{{count}} pedido',
  orders_other: '{{count}} pedidos',
  half: 'La mitad en',
  most: '9 de 10 en',
  counted: 'Productos',
  late: 'Atrasados',
  lateOf: '{{late}} de {{of}}',
  chart: 'Gráfico por hora; la tabla de abajo dice lo mismo.',
  minutes: 'min',
  hours: 'Por hora',
  hour: 'Hora',
  stations: 'Por estación',
  station: 'Estación',
  items: 'Por producto',
  item: 'Producto',
  nothing: '–',
  loading: 'Contando…',
  empty: 'Ningún pedido hoy, por ahora.',
  emptyText: 'Los números aparecen con el primer pedido enviado a la cocina.',
  countedAt: 'Contado a las {{time}}',
  old: 'Sin contacto: números de las {{time}}.',
  failed: 'No se pudieron traer los números.',
  retry: 'Intentar de nuevo',
};
