package ch.bexioclockodo.run;

/** An exported entry that is asked for by its id, because the window no longer shows it. */
public record EntryAsk(long entryId) {

  /** As the end of its address. */
  public String getPath() {
    return "/" + entryId;
  }
}
