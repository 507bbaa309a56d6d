package ch.bexioclockodo.sandbox;

/** What the journal keeps: every request in memory, only counts, or every request in a file. */
public enum JournalMode {
  FULL,
  COUNTS,
  FILE
}
