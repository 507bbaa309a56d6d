package ch.bexioclockodo.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** clockodo's windows per user and the extra ones of costly routes, {@code clockodo.md} §3. */
final class ClockodoLimits {

  private record Check(RateWindow window, String key, int limit) {}

  private final World world;
  private final RateWindow minute = new RateWindow(60);
  private final RateWindow quarter = new RateWindow(900);
  private final RateWindow hour = new RateWindow(3600);
  private final RateWindow day = new RateWindow(86_400);

  ClockodoLimits(World world) {
    this.world = world;
  }

  /** Real seconds until the call is allowed, or 0 when it is now. */
  long secondsToWait(Call call) {
    Limits limits = world.limits();
    if (limits.clockodoMinute() == Integer.MAX_VALUE) {
      return 0;
    }
    String user = call.user().get("id").asText();
    List<Check> checks = new ArrayList<>();
    checks.add(new Check(minute, user, limits.clockodoMinute()));
    checks.add(new Check(quarter, user, limits.clockodoQuarter()));
    checks.add(new Check(hour, user, limits.clockodoHour()));
    checks.add(new Check(day, user, limits.clockodoDay()));
    if (call.path().startsWith("/v2/entrygroups")) {
      checks.add(new Check(minute, user + " groups " + call.method(), limits.clockodoGroups()));
    }
    if (call.route().name().equals("GET /v2/entries") && call.queryFlag("enhanced_list")) {
      checks.add(new Check(quarter, user + " enhanced", limits.clockodoEnhanced()));
    }
    Instant now = world.clock().now();
    for (Check check : checks) {
      if (check.window().take(check.key(), check.limit(), now) < 0) {
        return world.clock().realSecondsUntil(check.window().end(now));
      }
    }
    return 0;
  }
}
