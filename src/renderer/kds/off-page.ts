import type { Page } from './paging.ts';
import { nextStep, type Ticket } from './tickets.ts';

/** What a cook is told of although it is on another page: it must not wait for somebody to turn there. */
export const CALLS = ['changed', 'rush', 'ready'] as const;

export type Call = (typeof CALLS)[number];

const IS_CALLED: Readonly<Record<Call, (ticket: Ticket) => boolean>> = {
  changed: (ticket) => nextStep(ticket)?.kind === 'confirm',
  rush: ({ order, notice }) => order.rush && notice === null,
  ready: (ticket) => nextStep(ticket)?.kind === 'hand-over',
};

/** How many of these tickets ask for what; what nobody asks for is left out. */
export function callsOf(
  tickets: readonly Ticket[],
): { readonly call: Call; readonly count: number }[] {
  return CALLS.map((call) => ({ call, count: tickets.filter(IS_CALLED[call]).length })).filter(
    ({ count }) => count > 0,
  );
}

/** The first page, from 0, that has one of these tickets which asks for something; null when none does. */
export function firstCall(pages: readonly Page[], tickets: readonly Ticket[]): number | null {
  const asking = new Set(tickets.filter((each) => CALLS.some((call) => IS_CALLED[call](each))));
  const found = pages.findIndex((page) => page.flat().some(({ ticket }) => asking.has(ticket)));
  return found < 0 ? null : found;
}
