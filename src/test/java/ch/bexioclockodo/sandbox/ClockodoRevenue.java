package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/** Duration, rate and revenue of entries; hard budgets as {@code clockodo.md} §4.2 and §7. */
final class ClockodoRevenue {

  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
  private static final BigDecimal USUAL_RATE = BigDecimal.valueOf(150);

  private final World world;

  ClockodoRevenue(World world) {
    this.world = world;
  }

  /** Recorded seconds; of a running entry the seconds until now; of lump sums none. */
  long seconds(ObjectNode entry) {
    if (entry.path("type").asInt() != 1) {
      return 0;
    }
    if (entry.hasNonNull("duration")) {
      return entry.get("duration").longValue();
    }
    Instant since = Instant.parse(entry.get("time_since").asText());
    if (entry.hasNonNull("time_until")) {
      return Duration.between(since, Instant.parse(entry.get("time_until").asText())).toSeconds();
    }
    return Math.max(0, Duration.between(since, world.clock().now()).toSeconds());
  }

  BigDecimal hourlyRate(ObjectNode entry) {
    if (entry.hasNonNull("hourly_rate")) {
      return entry.get("hourly_rate").decimalValue();
    }
    ObjectNode service = world.clockodo().table("services").get(entry.path("services_id").asInt());
    JsonNode rate = service == null ? null : service.get("_hourly_rate");
    return rate == null ? USUAL_RATE : rate.decimalValue();
  }

  BigDecimal lumpSumPrice(ObjectNode entry) {
    ObjectNode service =
        world.clockodo().table("lumpSumServices").get(entry.path("lumpsum_services_id").asInt());
    return service == null ? BigDecimal.ZERO : service.get("price").decimalValue();
  }

  /**
   * What the entry earns, unrounded; null while its hard budget keeps that open.
   *
   * @param openBudgetsToo computes as if the budget were soft
   */
  BigDecimal revenue(ObjectNode entry, boolean openBudgetsToo) {
    if (entry.path("type").asInt() == 2) {
      return entry.path("lumpsum").decimalValue();
    }
    if (entry.path("type").asInt() == 3) {
      return lumpSumPrice(entry).multiply(entry.path("lumpsum_services_amount").decimalValue());
    }
    if (entry.path("billable").asInt() < 1) {
      return BigDecimal.ZERO;
    }
    BigDecimal factor = factor(project(entry));
    if (factor == null && !openBudgetsToo) {
      return null;
    }
    return hourlyRate(entry)
        .multiply(BigDecimal.valueOf(seconds(entry)))
        .divide(SECONDS_PER_HOUR, MathContext.DECIMAL64)
        .multiply(factor == null ? BigDecimal.ONE : factor);
  }

  boolean hardBudget(ObjectNode entry) {
    ObjectNode project = project(entry);
    return project != null && project.path("budget").path("hard").asBoolean();
  }

  ObjectNode project(ObjectNode entry) {
    return world.clockodo().table("projects").get(entry.path("projects_id").asInt());
  }

  /** 1 without a hard budget, null until it is completed, then below 1 when it was overrun. */
  BigDecimal factor(ObjectNode project) {
    if (project == null || !project.path("budget").path("hard").asBoolean()) {
      return BigDecimal.ONE;
    }
    if (!project.path("completed").asBoolean()) {
      return null;
    }
    BigDecimal used = BigDecimal.ZERO;
    boolean monetary = project.path("budget").path("monetary").asBoolean();
    for (ObjectNode entry : world.clockodo().table("entries").rows()) {
      if (entry.path("projects_id").equals(project.get("id"))
          && entry.path("type").asInt() == 1
          && entry.path("billable").asInt() > 0) {
        BigDecimal hours =
            BigDecimal.valueOf(seconds(entry)).divide(SECONDS_PER_HOUR, MathContext.DECIMAL64);
        used = used.add(monetary ? hours.multiply(hourlyRate(entry)) : hours);
      }
    }
    BigDecimal budget = project.path("budget").path("amount").decimalValue();
    return used.compareTo(budget) <= 0
        ? BigDecimal.ONE
        : budget.divide(used, 6, RoundingMode.HALF_UP);
  }
}
