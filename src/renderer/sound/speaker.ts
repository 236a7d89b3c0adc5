import { TONES, type Note, type Tone } from './tones.ts';

/** Whether a tone would be heard now. */
export type SpeakerState =
  | 'off'
  /** Wanted, but the browser plays nothing before somebody has touched the page. */
  | 'locked'
  | 'on';

/** Plays tones; knows whether they can be heard. */
export interface Speaker {
  state(): SpeakerState;
  /** Turns sound on or off. Turning it on has to happen in answer to a touch or a key. */
  set(on: boolean): void;
  /** @param loudness of what is played from now on: 0 to 1, as it is heard and not as it is measured */
  setVolume(loudness: number): void;
  /** Plays a tone if it can be heard, after what is still sounding. */
  play(tone: Tone): void;
  /** Plays a tone at once, in place of the sample before: to hear how loud it is. Alerts are not held up by it. */
  sample(tone: Tone): void;
  /** Calls back when the state changes; returns the way to stop that. */
  subscribe(listener: () => void): () => void;
  /** Begins to wait for touches; returns the way to stop and fall silent. May be started again. */
  start(): () => void;
}

/** Loudest sample of a note. Two overtones are added to it. */
const PEAK = 0.28;

/**
 * A speaker on the Web Audio API.
 * @param on whether sound is wanted to begin with; most browsers keep it `locked` until the page is touched
 */
export function createSpeaker(on: boolean, target: EventTarget = window): Speaker {
  let wanted = on;
  let context: AudioContext | null = null;
  let busyUntil = 0;
  let gain = 1;
  let sampled: AudioNode | null = null;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const state = (): SpeakerState => {
    if (!wanted) return 'off';
    return context?.state === 'running' ? 'on' : 'locked';
  };

  const wake = (): void => {
    if (!wanted || context?.state === 'running') return;
    context ??= open();
    // A refusal leaves the state at `locked`, which the screen shows; the next touch tries again.
    context?.resume().then(changed, changed);
  };

  const open = (): AudioContext | null => {
    if (typeof AudioContext === 'undefined') return null;
    const opened = new AudioContext();
    opened.addEventListener('statechange', changed);
    return opened;
  };

  // Any touch or key unlocks the sound: nobody should have to look for a button after a restart.
  const gestures = ['pointerdown', 'keydown'] as const;
  return {
    state,
    set(value) {
      wanted = value;
      if (value) wake();
      changed();
    },
    setVolume(loudness) {
      // Ears judge by ratio: half the loudness is a good deal less than half the swing.
      gain = loudness ** 2;
    },
    play(tone) {
      if (!context || state() !== 'on') return;
      const start = Math.max(context.currentTime, busyUntil);
      const notes: readonly Note[] = TONES[tone];
      for (const note of notes) ring(context, context.destination, note, start, gain);
      busyUntil = start + Math.max(...notes.map(({ at, lasts }) => at + lasts)) + 0.1;
    },
    sample(tone) {
      if (!context || state() !== 'on') return;
      sampled?.disconnect();
      sampled = context.createGain();
      sampled.connect(context.destination);
      for (const note of TONES[tone]) ring(context, sampled, note, context.currentTime, gain);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      for (const gesture of gestures) target.addEventListener(gesture, wake, { capture: true });
      // A kiosk may be set up to play without a touch: then nothing is locked.
      wake();
      return () => {
        for (const gesture of gestures) {
          target.removeEventListener(gesture, wake, { capture: true });
        }
        // A context that is closed already says so by rejecting; there is nothing left to do then.
        context?.close().catch(() => undefined);
        context = null;
        sampled = null;
      };
    },
  };
}

/** One struck note with two overtones: short attack, long fall, no click at the end. */
function ring(
  context: AudioContext,
  to: AudioNode,
  note: Note,
  start: number,
  loudness: number,
): void {
  const from = start + note.at;
  const until = from + note.lasts;
  for (const [harmonic, share] of [
    [1, 1],
    [2, 0.35],
    [3, 0.12],
  ] as const) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = note.hertz * harmonic;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(PEAK * share * loudness, from + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0001, until);
    oscillator.connect(gain).connect(to);
    oscillator.start(from);
    oscillator.stop(until + 0.02);
  }
}
