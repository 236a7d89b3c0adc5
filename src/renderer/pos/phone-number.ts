/**
 * A phone number as it is read, never as it is kept: Brazilian ones of 10 or 11 digits, with or without +55, as
 * `(11) 98765-4321`; any other as it was typed.
 */
export function readablePhone(typed: string): string {
  const text = typed.trim();
  if (!/^[\d\s()+.-]*$/.test(text)) return text;
  const digits = text.replace(/\D/g, '');
  const national = /^55\d{10,11}$/.test(digits) ? digits.slice(2) : digits;
  if (text.startsWith('+') && national === digits) return text;
  const match = /^([1-9]{2})(\d{4,5})(\d{4})$/.exec(national);
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : text;
}
