/** What the page remembers in this browser. A browser that forbids it just forgets. */

type Key = 'theme' | 'company';

export function keep(key: Key, value: string): void {
  try {
    localStorage.setItem(`dyocense.${key}`, value);
  } catch {
    // Storage is full or switched off: the page works on without it.
  }
}

export function recall(key: Key): string | null {
  try {
    return localStorage.getItem(`dyocense.${key}`);
  } catch {
    return null;
  }
}

/** The unsent question of this tab, so that a reload or a crash loses nothing. */
export const draft = {
  keep(text: string): void {
    try {
      sessionStorage.setItem('dyocense.draft', text);
    } catch {
      // As above.
    }
  },
  recall(): string {
    try {
      return sessionStorage.getItem('dyocense.draft') ?? '';
    } catch {
      return '';
    }
  },
};

/** Which thumb was pressed under which answer, for this tab. */
export const thumbs = {
  keep(turn: string, value: string): void {
    try {
      sessionStorage.setItem(`dyocense.thumb.${turn}`, value);
    } catch {
      // As above.
    }
  },
  recall(turn: string): string | null {
    try {
      return sessionStorage.getItem(`dyocense.thumb.${turn}`);
    } catch {
      return null;
    }
  },
};
