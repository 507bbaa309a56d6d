package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryPage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The list of clockodo that shows many entries at once that are about to be marked. */
public final class MarkAround {

  /** No list: each entry is asked for. */
  static final MarkAround NONE = new MarkAround(Instant.EPOCH, Instant.EPOCH, List.of());

  private static final int PAGE = 1000;

  /** Longer than it takes to mark a page, unless clockodo's budget makes it wait in between. */
  private static final Duration FRESH = Duration.ofSeconds(20);

  private final Instant from;
  private final Instant until;
  private final Map<Long, MarkAsk> wanted = new HashMap<>();
  private int next = 1;
  private long seenAt;

  MarkAround(Instant from, Instant until, List<MarkAsk> asks) {
    this.from = from;
    this.until = until;
    asks.forEach(ask -> wanted.put(ask.mark().entryId(), ask));
  }

  /** Whether another page must be read. */
  public boolean isMore() {
    return !wanted.isEmpty();
  }

  /** The query of the next page; only the enhanced list is sure to carry texts. */
  public String getQuery() {
    return "time_since="
        + from
        + "&time_until="
        + until
        + "&page="
        + next
        + "&items_per_page="
        + PAGE
        + "&enhanced_list=true";
  }

  /** Takes a page; whoever is not in the list is asked for. */
  void take(EntryPage page) {
    seenAt = System.nanoTime();
    for (Entry entry : page.entries()) {
      MarkAsk ask = wanted.remove(entry.id());
      if (ask != null) {
        ask.there(entry);
      }
    }
    if (next++ >= page.paging().countPages()) {
      wanted.clear();
    }
  }

  /** Whether what it has shown may have changed since. */
  boolean isOld() {
    return System.nanoTime() - seenAt > FRESH.toNanos();
  }

  /** The list cannot be read: each entry is asked for. */
  void giveUp() {
    wanted.clear();
  }
}
