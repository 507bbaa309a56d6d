package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryGroups;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is said of amounts that are not, or cannot be held to be, clockodo's: each cause its own.
 */
class InvoiceNotesTest {

  private final InvoicePlanner planner = planner();

  @Test
  void whatIsReportedToTheCentimeNeedsNoWord() throws IOException {
    planner.take(time(1, 3600, "100"), null, null);
    report("200", group("0", 3600, "100"), group("1", 0, "100"));
    planner.take(lumpSum(2, "60"), null, null);
    planner.take(lumpSum(3, "40"), null, null);
    assertThat(planner.plan().notes()).isEmpty();
  }

  @Test
  void aReportOfAnotherTimeMayBeOfOtherEntries() throws IOException {
    planner.take(time(1, 3600, "100"), null, null);
    report("300", group("0", 7200, "300"));
    assertThat(planner.plan().notes()).containsExactly("invoice-not-compared-time 1 1");
  }

  @Test
  void aReportWithoutTheGroupOrItsRevenueTellsNothing() throws IOException {
    planner.take(time(1, 3600, "100"), null, null);
    assertThat(planner.plan().notes()).containsExactly("invoice-not-compared-unreported 1 1");
    planner.takeReport(
        read(
            "[{\"group\": 1, \"duration\": 3600, \"sub_groups\": ["
                + "{\"group\": \"0\", \"duration\": 3600}]}]"));
    assertThat(planner.plan().notes()).containsExactly("invoice-not-compared-unreported 1 1");
  }

  @Test
  void aGroupThatComesInPartsIsNotComparedAndNeverHalf() throws IOException {
    planner.take(time(1, 3600, "100"), null, null);
    planner.take(time(2, 3600, "100"), null, null);
    report("100", group("0", 3600, "100"));
    report("100", group("0", 3600, "100"));
    InvoicePlan plan = planner.plan();
    assertThat(plan.notes()).containsExactly("invoice-not-compared-parts 1 1");
    assertThat(net(plan)).isEqualTo("200.00");
  }

  @Test
  void whatStaysOutThoughItIsReportedMakesItsGroupOneWithOthers() throws IOException {
    planner.take(time(1, 3600, "100"), null, null);
    planner.take(running(2), null, null);
    report("100", group("0", 3600, "100"));
    assertThat(planner.plan().notes()).containsExactly("invoice-not-compared-others 1 1");
  }

  @Test
  void whatStaysOutAndIsNotReportedDoesNotSpoilTheComparison() throws IOException {
    planner.take(time(1, 3600, "100"), null, null);
    planner.take(billed(2), null, null);
    report("100", group("0", 3600, "100"));
    assertThat(planner.plan().notes()).isEmpty();
  }

  @Test
  void oneLumpSumIsWhatClockodoReportsOfIt() throws IOException {
    planner.take(lumpSum(1, "60.00"), null, null);
    report("60.01", group("1", 0, "60.01"));
    InvoicePlan plan = planner.plan();
    assertThat(plan.notes()).containsExactly("invoice-differs 1 0.01");
    assertThat(net(plan)).isEqualTo("60.01");
  }

  @Test
  void severalLumpSumsKeepTheirAmountsAndTheDifferenceIsSaid() throws IOException {
    planner.take(lumpSum(1, "60.00"), null, null);
    planner.take(lumpSum(2, "40.00"), null, null);
    report("99.99", group("1", 0, "99.99"));
    InvoicePlan plan = planner.plan();
    assertThat(plan.notes()).containsExactly("invoice-not-compared-lump-sums 2 1 -0.01");
    assertThat(net(plan)).isEqualTo("100.00");
  }

  @Test
  void aCustomersSumIsRoundedOnceOrApartForAnotherReason() throws IOException {
    planner.take(time(1, 3600, "100"), null, null);
    report("100.01", group("0", 3600, "100"));
    assertThat(planner.plan().notes()).containsExactly("invoice-sum-rounded 1 100.00 100.01");
    planner.startAgain();
    planner.take(time(1, 3600, "100"), null, null);
    report("100.02", group("0", 3600, "100"));
    assertThat(planner.plan().notes()).containsExactly("invoice-sum-differs 1 100.00 100.02");
  }

  private void report(String revenue, String... groups) throws IOException {
    planner.takeReport(
        read(
            "[{\"group\": 1, \"duration\": 3600, \"revenue\": "
                + revenue
                + ", \"sub_groups\": ["
                + String.join(",", groups)
                + "]}]"));
  }

  private static String group(String lumpSum, long seconds, String revenue) {
    return "{\"group\": \"%s\", \"duration\": %d, \"revenue\": %s}"
        .formatted(lumpSum, seconds, revenue);
  }

  private static EntryGroups read(String groups) throws IOException {
    return new ObjectMapper().readValue("{\"groups\": " + groups + "}", EntryGroups.class);
  }

  private static Object net(InvoicePlan plan) {
    int[] id = {0};
    List<PlanRow> rows = plan.rows(() -> ++id[0], entry -> 1, Map.of());
    return rows.get(0).source().get("net");
  }

  private static Entry time(long id, long seconds, String rate) {
    return entry(id, 1, 1, seconds, null, rate);
  }

  private static Entry lumpSum(long id, String revenue) {
    return entry(id, 2, 1, 0L, revenue, null);
  }

  private static Entry billed(long id) {
    return entry(id, 1, Entry.BILLED, 3600L, null, "100");
  }

  private static Entry running(long id) {
    return entry(id, 1, 1, null, null, "100");
  }

  private static Entry entry(
      long id, int type, int billable, Long seconds, String revenue, String rate) {
    Instant since = Instant.parse("2026-09-01T06:00:00Z");
    return new Entry(
        id,
        type,
        1,
        null,
        null,
        1L,
        null,
        4,
        billable,
        null,
        "",
        since,
        seconds == null ? null : since.plusSeconds(seconds),
        seconds,
        revenue == null ? null : new BigDecimal(revenue),
        false,
        null,
        null,
        null,
        null,
        null,
        rate == null ? null : new BigDecimal(rate),
        null,
        null);
  }

  private static InvoicePlanner planner() {
    MasterData data =
        new MasterDataSamples()
            .with("clockodo-list-customers", MasterDataSamples.customer(1, "Muster AG"))
            .with(
                "clockodo-list-users",
                new ClockodoUser(4, "Anna", "a@example.ch", "owner", true, false))
            .read();
    return new InvoicePlanner(
        new InvoiceLayout(
            new WallTime(ZoneId.of("Europe/Zurich")),
            null,
            false,
            List.of("customers_id"),
            0,
            List.of("user"),
            "",
            "",
            false),
        new InvoiceCodes(1, 2, 95, 14, new BigDecimal("8.1"), 1, 2),
        new Names(data),
        new Links(List.of(new Link(LinkKind.CUSTOMER, 11, 1, "Muster AG", "Muster AG"))),
        Map.of(),
        7,
        new InvoicedRule(
            new InvoiceHoldings(List.of(), List.of()), new DecisionsBySource(List.of())));
  }
}
