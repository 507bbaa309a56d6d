package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.clockodo.EntryGroups;
import ch.bexioclockodo.plan.MonthlyHours.Moved;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class MonthlyHoursTest {

  private static final YearMonth JULY = YearMonth.of(2026, 7);
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

  private static MonthlyHours hours(YearMonth first, YearMonth last, String... groups) {
    String json = "{\"groups\":[" + String.join(",", groups) + "]}";
    return MonthlyHours.of(Json.read(json, EntryGroups.class), first, last);
  }

  private static String customer(int id, String name, String... projects) {
    return group(String.valueOf(id), name, projects);
  }

  private static String group(String key, String name, String... inside) {
    return "{\"group\":"
        + (key.equals("0") ? key : '"' + key + '"')
        + ",\"name\":\""
        + name
        + "\",\"duration\":1,\"sub_groups\":["
        + String.join(",", inside)
        + "]}";
  }

  private static String month(String key, long seconds) {
    return "{\"group\":\"" + key + "\",\"name\":\"m\",\"duration\":" + seconds + "}";
  }

  @Test
  void whatIsWrittenIsReadAsItWas() {
    MonthlyHours hours =
        hours(
            JULY,
            SEPTEMBER,
            customer(
                1,
                "Muster \\\"AG\\\"",
                group("55", "Relaunch", month("202609", 7200), month("202607", 60)),
                group("0", "(none)", month("202608", 30))));

    MonthlyHours again = MonthlyHours.read(hours.write());

    assertThat(again.movedSince(hours)).isEmpty();
    assertThat(hours.movedSince(again)).isEmpty();
    assertThat(again.projects().get("55").seconds()).containsExactly(60, 0, 7200);
    assertThat(again.projects().get("c1").customer()).isEqualTo("Muster \"AG\"");
    assertThat(again.projects().get("c1").name()).isNull();
  }

  @Test
  void tellsHoursThatCameOrWentAndThoseOfAProjectThatIsGone() {
    MonthlyHours before =
        hours(
            JULY,
            SEPTEMBER,
            customer(1, "A", group("5", "Five", month("202607", 10), month("202609", 10))),
            customer(2, "B", group("6", "Six", month("202608", 20))));
    MonthlyHours now =
        hours(
            JULY,
            SEPTEMBER,
            customer(1, "A", group("5", "Five", month("202607", 15), month("202609", 10))));

    assertThat(now.movedSince(before))
        .containsExactly(
            new Moved("6", "B", "Six", AUGUST, 20, 0), new Moved("5", "A", "Five", JULY, 10, 15));
  }

  @Test
  void comparesOnlyTheMonthsThatBothKnow() {
    MonthlyHours before =
        hours(JULY, AUGUST, customer(1, "A", group("5", "F", month("202607", 1))));
    MonthlyHours now =
        hours(AUGUST, SEPTEMBER, customer(1, "A", group("5", "F", month("202609", 1))));

    assertThat(now.movedSince(before)).isEmpty();
  }

  @Test
  void whatHasNoProjectIsKeptApartForEachCustomerAndAProjectMayChangeItsCustomer() {
    MonthlyHours before =
        hours(
            JULY,
            JULY,
            customer(1, "A", group("0", "none", month("202607", 1))),
            customer(2, "B", group("0", "none", month("202607", 2))),
            customer(3, "C", group("9", "Nine", month("202607", 3))));
    MonthlyHours now =
        hours(
            JULY,
            JULY,
            customer(1, "A", group("0", "none", month("202607", 2))),
            customer(2, "B", group("0", "none", month("202607", 1))),
            customer(4, "D", group("9", "Nine", month("202607", 3))));

    assertThat(now.movedSince(before))
        .containsExactlyInAnyOrder(
            new Moved(null, "A", null, JULY, 1, 2), new Moved(null, "B", null, JULY, 2, 1));
  }

  @Test
  void monthsBesideTheWantedOnesAreLeftOut() {
    MonthlyHours hours =
        hours(
            AUGUST,
            AUGUST,
            customer(
                1,
                "A",
                group("5", "F", month("202607", 1), month("202608", 2), month("202609", 4))));

    assertThat(hours.projects().get("5").seconds()).containsExactly(2);
  }
}
