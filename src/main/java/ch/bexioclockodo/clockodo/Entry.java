package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One recorded entry of {@code GET /v2/entries}: type 1 is time, 2 and 3 are lump sums. Instants
 * are UTC; {@code duration} is seconds and decides, even where it differs from until minus since
 * (facts: clockodo §5).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Entry(
    long id,
    Integer type,
    @JsonProperty("customers_id") long customersId,
    @JsonProperty("projects_id") Long projectsId,
    @JsonProperty("subprojects_id") Long subprojectsId,
    @JsonProperty("services_id") Long servicesId,
    @JsonProperty("lumpsum_services_id") Long lumpSumServicesId,
    @JsonProperty("users_id") long usersId,
    Integer billable,
    @JsonProperty("texts_id") Long textsId,
    String text,
    @JsonProperty("time_since") Instant timeSince,
    @JsonProperty("time_until") Instant timeUntil,
    Long duration,
    BigDecimal revenue,
    @JsonProperty("test_data") boolean demoData,
    @JsonProperty("customers_name") String customersName,
    @JsonProperty("projects_name") String projectsName,
    @JsonProperty("services_name") String servicesName,
    @JsonProperty("users_name") String usersName,
    @JsonProperty("time_last_change") Instant timeLastChange,
    @JsonProperty("hourly_rate") BigDecimal hourlyRate,
    @JsonProperty("lumpsum_services_amount") BigDecimal lumpSumAmount,
    @JsonProperty("lumpsum_services_price") BigDecimal lumpSumPrice) {

  public static final int NOT_BILLABLE = 0;
  public static final int BILLABLE = 1;
  public static final int BILLED = 2;

  /** The caller has no right to know whether the entry is billable: never to be read as 0. */
  public static final int BILLABLE_HIDDEN = -1;

  /** The type of recorded time. */
  public static final int TIME = 1;

  private static final int LUMP_SUM = 2;
  private static final int LUMP_SUM_SERVICE = 3;

  /** Recorded time with just what is mapped of it. */
  public Entry(
      long id,
      long customersId,
      Long projectsId,
      Long servicesId,
      long usersId,
      Integer billable,
      String text,
      Instant timeSince,
      Instant timeUntil,
      Long duration,
      Instant timeLastChange) {
    this(
        id,
        TIME,
        customersId,
        projectsId,
        null,
        servicesId,
        null,
        usersId,
        billable,
        null,
        text,
        timeSince,
        timeUntil,
        duration,
        null,
        false,
        null,
        null,
        null,
        null,
        timeLastChange,
        null,
        null,
        null);
  }

  /** Rights remove keys (facts: clockodo §9): a missing billable is hidden, never 0. */
  public Entry {
    billable = billable == null ? BILLABLE_HIDDEN : billable;
  }

  public boolean lumpSum() {
    return type != null && (type == LUMP_SUM || type == LUMP_SUM_SERVICE);
  }

  /** Whether it is recorded time; false also for a type that nobody knew when this was written. */
  public boolean time() {
    return type != null && type == TIME;
  }

  public boolean running() {
    return time() && (timeUntil == null || duration == null);
  }

  /** The recorded seconds; 0 for lump sums and for a clock that still runs. */
  public long seconds() {
    return duration == null ? 0 : duration;
  }
}
