package ch.bexioclockodo.sandbox;

import java.time.Instant;
import java.util.Set;

/** bexio's windows per route group and company, {@code bexio.md} §1.7. */
final class BexioLimits {

  private static final Set<String> SEARCH_GROUP =
      Set.of(
          "/2.0/contact/search",
          "/2.0/article/search",
          "/2.0/timesheet/search",
          "/2.0/pr_project/search",
          "/2.0/kb_invoice/search",
          "/2.0/kb_offer/search");

  private enum Group {
    DEFAULT,
    ARTICLE,
    SEARCH
  }

  private final World world;
  private final RateWindow minute = new RateWindow(60);

  BexioLimits(World world) {
    this.world = world;
  }

  /** Calls left in the window of the call's group, or -1 when it is full. */
  int take(Call call) {
    Group group = group(call.path());
    return limit(group) == Integer.MAX_VALUE
        ? Integer.MAX_VALUE
        : minute.take(group.name(), limit(group), world.clock().now());
  }

  Answer withHeaders(Call call, Answer answer, int left) {
    int limit = limit(group(call.path()));
    // Without limits the window looks untouched, so that nobody throttles.
    int shownLimit = limit == Integer.MAX_VALUE ? Limits.real().bexioDefault() : limit;
    int shownLeft = limit == Integer.MAX_VALUE ? shownLimit : Math.max(0, left);
    Instant end = minute.end(world.clock().now());
    return answer
        .header("ratelimit-limit", shownLimit)
        .header("ratelimit-remaining", shownLeft)
        .header("ratelimit-reset", world.clock().realSecondsUntil(end))
        .header("x-ratelimit-limit-minute", shownLimit)
        .header("x-ratelimit-remaining-minute", shownLeft);
  }

  private int limit(Group group) {
    return switch (group) {
      case DEFAULT -> world.limits().bexioDefault();
      case ARTICLE -> world.limits().bexioArticle();
      case SEARCH -> world.limits().bexioSearch();
    };
  }

  private static Group group(String path) {
    if (SEARCH_GROUP.contains(path)) {
      return Group.SEARCH;
    }
    return path.startsWith("/2.0/article") ? Group.ARTICLE : Group.DEFAULT;
  }
}
