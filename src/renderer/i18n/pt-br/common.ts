/** Words that every screen uses. The first language: the others have the same keys. */
export const common = {
  close: 'Fechar',
  cancel: 'Cancelar',
  back: 'Voltar',
  confirm: 'Confirmar',
  language: 'Idioma',
  theme: 'Aparência',
  settings: 'Idioma e aparência',
  themes: { light: 'Clara', dark: 'Escura' },
  moreQuantity: 'Aumentar {{name}}',
  lessQuantity: 'Diminuir {{name}}',
  quantity: 'Quantidade',
  keypad: { label: '{{name}}: teclado numérico', backspace: 'Apagar o último', clear: 'Limpar' },
  table: 'Mesa {{table}}',
  services: { counter: 'Balcão', dine_in: 'Mesa', takeaway: 'Viagem', delivery: 'Entrega' },
  statuses: {
    held: 'Em espera',
    pending: 'Pendente',
    preparing: 'Em preparo',
    ready: 'Pronto',
    completed: 'Concluído',
    cancelled: 'Cancelado',
  },
  connection: {
    label: 'Conexão',
    live: 'Ao vivo',
    connecting: 'Conectando…',
    lost: 'Sem contato',
    lostFor: 'Sem contato há {{duration}}',
    unpaired: 'Não pareado',
    searching: 'Procurando o servidor do Comanda…',
    searchingText:
      'A tela abre sozinha assim que ele responder. Se demorar, veja se o computador principal está ligado e na mesma rede.',
    trying: 'Tentando de novo…',
  },
  pairing: {
    title: 'Parear este aparelho',
    text: 'Para usar esta tela, o Comanda precisa conhecer este aparelho. É só uma vez.',
    code: 'Código de pareamento',
    codeHint: 'Letras e números, como aparecem no computador principal.',
    name: 'Nome deste aparelho',
    nameHint: 'Para você o reconhecer depois, por exemplo “Caixa 1”.',
    defaultNames: { pos: 'Caixa', kds: 'Cozinha', board: 'Painel' },
    submit: 'Parear',
    working: 'Pareando…',
    where: 'Onde encontro o código?',
    whereWindow:
      'No computador principal, na janela onde o Comanda foi iniciado: ele mostra um link com o código.',
    whereAdmin: 'Quem administra o Comanda também pode gerar um código novo.',
    codeMissing: 'Digite o código.',
    nameMissing: 'Dê um nome ao aparelho.',
    refused: 'Este código não vale: foi digitado errado, já foi usado ou venceu. Peça um novo.',
    tooMany_one: 'Muitos códigos errados. Espere {{count}} segundo e tente de novo.',
    tooMany_other: 'Muitos códigos errados. Espere {{count}} segundos e tente de novo.',
    unreachable: 'O computador principal não respondeu. Veja se está ligado e tente de novo.',
  },
  roles: {
    admin: 'Administração',
    counter: 'Caixa',
    kitchen: 'Cozinha',
    board: 'Painel',
    integration: 'Integração',
  },
  wrongRole: {
    title: 'Este aparelho foi pareado como {{role}}',
    text: 'Esta tela é: {{page}}. Com este pareamento ela não funciona.',
    open: 'Abrir {{page}}',
    pairAnew: 'Parear de novo',
  },
  fields: {
    email: 'e-mail',
    name: 'nome',
    phone: 'telefone',
    table: 'mesa',
    note: 'observação',
    quantity: 'quantidade',
    modifiers: 'opções',
    reason: 'motivo',
    other: 'um dos dados',
  },
  units: { seconds: '{{count}} s', minutes: '{{count}} min', hours: '{{count}} h' },
  refusal: {
    no_open_shift: {
      what: 'O caixa deste balcão está fechado.',
      now: 'Abra o turno e envie de novo.',
    },
    shift_already_open: {
      what: 'Este caixa já está aberto.',
      now: 'Continue nele, ou feche-o antes.',
    },
    unpaid_orders: {
      what: 'Há pedidos deste turno ainda não pagos.',
      now: 'Receba ou cancele, ou feche mesmo assim.',
    },
    approval_required: {
      what: 'Isto precisa da autorização de um gerente.',
      now: 'Peça a um gerente que digite o PIN.',
    },
    reason_required: {
      what: 'Falta o motivo.',
      now: 'Escolha por que o item sai do pedido.',
    },
    payment_required: {
      what: 'O pedido só vai para a cozinha depois de pago.',
      now: 'Receba o pagamento.',
    },
    amount_too_high: {
      what: 'O valor passa do permitido: no máximo {{max}}.',
      now: 'Diminua o valor.',
    },
    too_many_units: {
      what: 'O pedido não tem mais tantas unidades deste item.',
      now: 'Confira o pedido e escolha de novo.',
    },
    nothing_left: {
      what: 'Não sobraria nada no pedido.',
      now: 'Cancele o pedido inteiro.',
    },
    change_not_possible: {
      what: 'Não dá mais: o pedido está {{status}}.',
      now: 'Confira o pedido.',
    },
    too_many: {
      what: 'Passou do limite de {{most}}.',
      now: 'Faça o que falta em outro pedido ou turno.',
    },
    name_taken: {
      what: 'Já existe uma pessoa com este nome.',
      now: 'Escolha outro nome.',
    },
    last_manager: {
      what: 'É o último gerente.',
      now: 'Cadastre outro gerente antes.',
    },
    sign_in_required: {
      what: 'Ninguém entrou neste caixa.',
      now: 'Digite seu PIN e repita.',
    },
    pin_refused: {
      what: 'PIN incorreto.',
      now: 'Tente de novo.',
    },
    not_found: {
      what: 'Isto não existe mais no servidor.',
      now: 'Atualize a tela e confira o pedido.',
    },
    out_of_stock: {
      what_one: 'Acabou no meio do caminho: {{items}}.',
      what_other: 'Acabaram no meio do caminho: {{items}}.',
      item: '{{name}} (pediu {{requested}}, restam {{available}})',
      now: 'Diminua a quantidade ou retire o item e envie de novo.',
    },
    item_unavailable: {
      what_one: '{{items}} está esgotado.',
      what_other: '{{items}} estão esgotados.',
      now: 'Retire ou troque e envie de novo.',
    },
    unknown_item: {
      what_one: '{{items}} saiu do cardápio.',
      what_other: '{{items}} saíram do cardápio.',
      now: 'Retire e envie de novo.',
    },
    unknown_modifier: {
      what: 'Uma opção de {{name}} saiu do cardápio.',
      now: 'Abra o item, escolha as opções de novo e envie.',
    },
    modifier_count: {
      what: '{{name}}: em “{{group}}” escolha de {{min}} a {{max}} (há {{chosen}}).',
      now: 'Abra o item, acerte as opções e envie de novo.',
    },
    illegal_transition: {
      what: 'O pedido já está {{status}}: outra tela foi mais rápida.',
      now: 'Confira o estado atual e escolha de novo.',
    },
    idempotency_key_reused: {
      what: 'Este envio se misturou com outro.',
      now: 'Confira nos pedidos abertos se ele entrou; se não, envie de novo.',
    },
    overloaded: {
      what: 'O servidor está com muito trabalho.',
      now: 'Nada se perdeu: tentamos de novo em instantes.',
    },
    disk_full: {
      what: 'O disco do computador principal está cheio, e nada pode ser gravado.',
      now: 'Libere espaço nele e envie de novo. O pedido continua aqui.',
    },
    storage_failed: {
      what: 'O computador principal não conseguiu gravar.',
      now: 'O pedido continua aqui: envie de novo. Se repetir, chame quem cuida do sistema.',
    },
    invalid_request: {
      what: 'O servidor não aceitou os dados: {{fields}}.',
      now: 'Corrija e envie de novo.',
    },
    idempotency_key_required: {
      what: 'O envio foi sem identificação.',
      now: 'Recarregue a página e envie de novo.',
    },
    unauthorized: {
      what: 'Este aparelho foi pareado de novo antes da resposta chegar.',
      now: 'Confira nos pedidos abertos se o pedido entrou; só envie de novo se não estiver lá.',
    },
    forbidden: {
      what: 'Este aparelho não tem permissão para isto.',
      now: 'Use outra tela ou peça a quem administra para pareá-lo com outra função.',
    },
    pairing_refused: {
      what: 'O código de pareamento não vale.',
      now: 'Peça um código novo.',
    },
    method_not_allowed: {
      what: 'O servidor não conhece este pedido da tela.',
      now: 'Recarregue a página.',
    },
    too_large: {
      what: 'O pedido é grande demais para ir de uma vez.',
      now: 'Divida em dois pedidos ou encurte as observações.',
    },
    unsupported_media_type: {
      what: 'O servidor não entendeu o formato.',
      now: 'Recarregue a página.',
    },
    misdirected: {
      what: 'Esta página foi aberta por um endereço que o servidor não reconhece.',
      now: 'Abra a tela pelo endereço que o Comanda mostra ao iniciar.',
    },
    rate_limited: {
      what: 'Foram ações demais em pouco tempo.',
      now_one: 'Espere {{count}} segundo e tente de novo.',
      now_other: 'Espere {{count}} segundos e tente de novo.',
    },
    internal: {
      what: 'O servidor teve uma falha que não esperava.',
      now: 'O que você digitou continua aqui: tente de novo. Se repetir, chame quem cuida do sistema.',
    },
  },
} as const;
