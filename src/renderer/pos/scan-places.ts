/** A sheet in which a scan means something. */
export interface ScanPlace {
  /** Something in the sheet; null while it takes no scans. */
  readonly root: () => HTMLElement | null;
  readonly scan: (code: string) => void;
}

const places: ScanPlace[] = [];

/** Gives scans to this place for as long as its sheet is the one in front; the answer ends it. */
export function listenForScans(place: ScanPlace): () => void {
  places.push(place);
  return () => {
    places.splice(places.indexOf(place), 1);
  };
}

/** The place in the dialog that lies in front, if that takes scans. */
export function placeInFront(): ScanPlace | undefined {
  const dialogs = document.querySelectorAll('[role=dialog],[role=alertdialog],[role=menu]');
  const front = [...dialogs].at(-1);
  return places.find(({ root }) => front?.contains(root()) === true && root() !== null);
}
