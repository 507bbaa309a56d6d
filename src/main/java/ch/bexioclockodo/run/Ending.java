package ch.bexioclockodo.run;

/**
 * Why a run ended before its end: {@code interrupted}, {@code failed} when a person must act first,
 * or {@code refused} because another run holds the lock.
 */
public enum Ending {
  INTERRUPTED,
  FAILED,
  REFUSED
}
