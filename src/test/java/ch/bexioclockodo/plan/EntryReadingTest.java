package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryGroups;
import ch.bexioclockodo.clockodo.EntryPage;
import ch.bexioclockodo.clockodo.Paging;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryReadingTest {

  private static final Instant FROM = Instant.parse("2026-08-31T22:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-09-30T22:00:00Z");

  private final EntryReading reading =
      new EntryReading(
          FROM,
          UNTIL,
          UNTIL.plusSeconds(864_000),
          List.of("customers_id", "projects_id"),
          List.of(""));

  @Test
  void whatAddsUpIsBelievedAtOnce() {
    read(2, group(1, 2, 5400), entry(1, 1, 2L, 3600), entry(2, 1, 2L, 1800));
    assertThat(reading.isAgain()).isFalse();
    assertThat(reading.closes()).isTrue();
    assertThat(reading.notes()).isEmpty();
  }

  @Test
  void entriesWithoutAProjectCompareWithTheGroupZero() {
    read(1, group(1, 0, 3600), entry(1, 1, null, 3600));
    assertThat(reading.closes()).isTrue();
  }

  @Test
  void aDifferenceIsReadAgainAndForgottenWhenItWasAnAccident() {
    read(2, group(1, 2, 5400), entry(1, 1, 2L, 3600));
    assertThat(reading.isAgain()).isTrue();
    assertThat(reading.closes()).isFalse();
    read(2, group(1, 2, 5400), entry(1, 1, 2L, 3600), entry(2, 1, 2L, 1800));
    assertThat(reading.isAgain()).isFalse();
    assertThat(reading.closes()).isTrue();
    assertThat(reading.notes()).containsExactly("readings 2");
  }

  @Test
  void anEntryThatIsAlwaysWithheldFailsAfterThreeReadings() {
    for (int i = 0; i < 3; i++) {
      assertThat(reading.isAgain()).isTrue();
      read(2, group(1, 2, 5400), entry(1, 1, 2L, 3600));
    }
    assertThat(reading.isAgain()).isFalse();
    assertThat(reading.closes()).isFalse();
    assertThat(reading.notes())
        .containsExactlyInAnyOrder("group-differs /1/2 1800", "count-differs 1 2", "readings 3");
  }

  @Test
  void anEntryWithoutSecondsThatIsWithheldIsMissedByItsCount() {
    for (int i = 0; i < 3; i++) {
      read(2, group(1, 2, 3600), entry(1, 1, 2L, 3600));
    }
    assertThat(reading.closes()).isFalse();
    assertThat(reading.notes()).contains("count-differs 1 2");
  }

  @Test
  void aGroupInWhichSomebodyBooksIsComparedWithoutItAndSaysSo() {
    for (int i = 0; i < 3; i++) {
      read(1, group(1, 2, 3600 + 60 * (i + 1)), entry(1, 1, 2L, 3600));
    }
    assertThat(reading.isAgain()).isFalse();
    assertThat(reading.closes()).isTrue();
    assertThat(reading.notes()).containsExactlyInAnyOrder("group-moved /1/2", "readings 3");
  }

  @Test
  void aMovedGroupDoesNotExcuseAnother() {
    for (int i = 0; i < 3; i++) {
      read(
          2,
          new EntryGroups(List.of(customer(1, 2, 3600 + 60 * (i + 1)), customer(9, 8, 3601))),
          entry(1, 1, 2L, 3600),
          entry(2, 9, 8L, 3600));
    }
    assertThat(reading.closes()).isFalse();
    assertThat(reading.notes()).contains("group-moved /1/2", "group-differs /9/8 1");
  }

  @Test
  void aGroupThatHoldsARunningEntryIsComparedWithoutIt() {
    read(2, group(1, 2, 9999), entry(1, 1, 2L, 3600), running(2));
    assertThat(reading.closes()).isTrue();
    assertThat(reading.notes()).containsExactly("groups-running 1");
  }

  @Test
  void aGroupThatTheReportDoesNotKnowIsADifference() {
    read(1, new EntryGroups(List.of()), entry(1, 1, 2L, 60));
    assertThat(reading.totals().differences()).containsEntry("/1/2", -60L);
    assertThat(reading.isAgain()).isTrue();
  }

  @Test
  void anEntryThatBeganOutsideThePeriodIsReadButNotTaken() {
    reading.begin();
    reading.addReport(group(1, 2, 7200));
    Entry before = timed(1, FROM.minusSeconds(1), 3600);
    Entry first = timed(2, FROM, 3600);
    List<Entry> fresh = reading.take(reading.getParts().get(0), page(1, 2, before, first));
    reading.finish();
    assertThat(fresh).containsExactly(first);
    assertThat(reading.closes()).isTrue();
    assertThat(reading.notes()).isEmpty();
    assertThat(reading.revenue()).isEqualByComparingTo("1.25");
  }

  @Test
  void anEntryThatComesTwiceIsTakenOnce() {
    reading.begin();
    reading.addReport(group(1, 2, 7200));
    EntryReading.Part part = reading.getParts().get(0);
    assertThat(part.getQuery())
        .isEqualTo(
            "time_since=2026-08-30T22:00:00Z&time_until=2026-10-01T22:00:00Z"
                + "&page=1&items_per_page=1000&enhanced_list=true");
    assertThat(reading.take(part, page(2, 2, entry(1, 1, 2L, 3600)))).hasSize(1);
    assertThat(part.isMore()).isTrue();
    assertThat(part.getQuery()).contains("&page=2&");
    assertThat(reading.take(part, page(2, 2, entry(1, 1, 2L, 3600), entry(2, 1, 2L, 3600))))
        .hasSize(1);
    assertThat(part.isMore()).isFalse();
    reading.finish();
    assertThat(reading.closes()).isTrue();
  }

  @Test
  void aCountThatMovesBetweenPagesIsReadAgain() {
    reading.begin();
    reading.addReport(group(1, 2, 7200));
    EntryReading.Part part = reading.getParts().get(0);
    reading.take(part, page(2, 3, entry(1, 1, 2L, 3600)));
    reading.take(part, page(2, 2, entry(2, 1, 2L, 3600)));
    reading.finish();
    assertThat(reading.isAgain()).isTrue();
  }

  @Test
  void aCountThatMovesFromPageToPageInEveryReadingIsSaidButBelieved() {
    for (int i = 0; i < 3; i++) {
      reading.begin();
      reading.addReport(group(1, 2, 7200));
      EntryReading.Part part = reading.getParts().get(0);
      reading.take(part, page(2, 3, entry(1, 1, 2L, 3600)));
      reading.take(part, page(2, 4, entry(2, 1, 2L, 3600)));
      reading.finish();
    }
    assertThat(reading.closes()).isTrue();
    assertThat(reading.notes()).contains("count-moved 2 4");
  }

  @Test
  void anEarlierBookingExcusesNoEntryThatIsMissingNow() {
    read(2, group(1, 2, 3600), entry(1, 1, 2L, 3600));
    read(3, group(1, 2, 3600), entry(1, 1, 2L, 3600));
    read(3, group(1, 2, 3600), entry(1, 1, 2L, 3600));
    assertThat(reading.closes()).isFalse();
    assertThat(reading.notes()).contains("count-differs 1 3");
  }

  @Test
  void theEdgeNeverReachesIntoToday() {
    EntryReading endsYesterday =
        new EntryReading(FROM, UNTIL, UNTIL, List.of("customers_id"), List.of(""));
    endsYesterday.begin();
    assertThat(endsYesterday.getParts().get(0).getQuery()).contains("time_until=" + UNTIL + "&");
  }

  @Test
  void aGroupIsStoredWithoutWhatBeganOutsideThePeriod() {
    reading.begin();
    reading.addReport(
        new EntryGroups(List.of(customer(1, 2, 7200), customer(7, 7, 60), customer(9, 8, 60))));
    Entry before = timed(1, FROM.minusSeconds(1), 3600);
    Entry first = timed(2, FROM, 3600);
    reading.take(
        reading.getParts().get(0),
        page(1, 4, before, first, of(9, 8, FROM.minusSeconds(60)), of(7, 7, FROM)));
    reading.unchanged(first);
    reading.finish();
    assertThat(reading.groups())
        .containsExactly(
            new PlanGroup(
                1,
                Map.of("customers_id", "1", "projects_id", "2"),
                List.of("1", "2"),
                3600,
                null,
                true,
                1,
                3600),
            new PlanGroup(
                2,
                Map.of("customers_id", "7", "projects_id", "7"),
                List.of("7", "7"),
                60,
                null,
                true,
                0,
                0));
    assertThat(reading.groupOf(first)).isEqualTo(1);
  }

  @Test
  void aGroupThatMovedOrRunsIsStoredAsNotComparable() {
    for (int i = 0; i < 3; i++) {
      read(
          3,
          new EntryGroups(
              List.of(customer(1, 2, 9999), customer(9, 8, 3600 + i), customer(7, 7, 60))),
          running(2),
          entry(3, 9, 8L, 3600),
          entry(4, 7, 7L, 60));
    }
    assertThat(reading.groups())
        .extracting(PlanGroup::keys, PlanGroup::compared)
        .containsExactly(
            tuple(Map.of("customers_id", "1", "projects_id", "2"), false),
            tuple(Map.of("customers_id", "7", "projects_id", "7"), true),
            tuple(Map.of("customers_id", "9", "projects_id", "8"), false));
  }

  @Test
  void aWithheldEntryLeavesItsGroupStoredAsReported() {
    for (int i = 0; i < 3; i++) {
      read(2, group(1, 2, 5400), entry(1, 1, 2L, 3600));
    }
    assertThat(reading.groups()).hasSize(1);
    assertThat(reading.groups().get(0).reportedSeconds()).isEqualTo(5400);
    assertThat(reading.groups().get(0).compared()).isTrue();
  }

  private void read(int announced, EntryGroups report, Entry... entries) {
    reading.begin();
    reading.addReport(report);
    reading.take(reading.getParts().get(0), page(1, announced, entries));
    reading.finish();
  }

  private static EntryPage page(int pages, int items, Entry... entries) {
    return new EntryPage(new Paging(1000, 1, pages, items), Arrays.asList(entries));
  }

  private static EntryGroups group(long customer, long project, long seconds) {
    return new EntryGroups(List.of(customer(customer, project, seconds)));
  }

  private static EntryGroups.Group customer(long customer, long project, long seconds) {
    return new EntryGroups.Group(
        "customers_id",
        TextNode.valueOf(String.valueOf(customer)),
        "",
        seconds,
        null,
        List.of(leaf(project, seconds)));
  }

  private static EntryGroups.Group leaf(long id, long seconds) {
    return new EntryGroups.Group(
        "projects_id", TextNode.valueOf(String.valueOf(id)), "", seconds, null, List.of());
  }

  private static Entry entry(long id, long customer, Long project, long seconds) {
    return earning(id, customer, project, FROM.plusSeconds(id * 36_000), seconds);
  }

  private static Entry timed(long id, Instant start, long seconds) {
    return earning(id, 1, 2L, start, seconds);
  }

  private static Entry of(long customer, long project, Instant start) {
    return new Entry(
        customer * 10, customer, project, 3L, 4, 1, "", start, start.plusSeconds(60), 60L, null);
  }

  private static Entry running(long id) {
    return new Entry(id, 1, 2L, 3L, 4, 1, "", FROM.plusSeconds(id * 36_000), null, null, null);
  }

  private static Entry earning(long id, long customer, Long project, Instant start, long seconds) {
    return new Entry(
        id,
        1,
        customer,
        project,
        null,
        3L,
        null,
        4,
        1,
        null,
        "",
        start,
        start.plusSeconds(seconds),
        seconds,
        new BigDecimal("1.25"),
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
