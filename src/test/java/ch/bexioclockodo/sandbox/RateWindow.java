package ch.bexioclockodo.sandbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counters of fixed windows that are aligned to the wall clock. */
final class RateWindow {

  private record Window(long index, int used) {}

  private final long seconds;
  private final Map<String, Window> windows = new HashMap<>();

  RateWindow(long seconds) {
    this.seconds = seconds;
  }

  /** Counts one call; returns what is left, or -1 when the window was full and nothing counted. */
  synchronized int take(String key, int limit, Instant now) {
    long index = Math.floorDiv(now.getEpochSecond(), seconds);
    Window window = windows.get(key);
    int used = window == null || window.index() != index ? 0 : window.used();
    if (used >= limit) {
      return -1;
    }
    windows.put(key, new Window(index, used + 1));
    return limit - used - 1;
  }

  Instant end(Instant now) {
    return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds);
  }
}
