package ch.bexioclockodo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.bexio.Timesheet;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which timesheet a create of unknown outcome became. */
class TimesheetReadBackTest {

  private static final long WATERMARK = 900;

  private final ReadBack readBack = new ReadBack(EchoRule.EXACT, Set.of(903L));

  @Test
  void twinsTakeATimesheetEach() {
    Doubt first = create(1);
    Doubt second = create(2);

    Map<Doubt, Timesheet> found =
        readBack.exact(List.of(second, first), List.of(there(905, "Text"), there(904, "Text")));

    assertThat(found.get(first).id()).isEqualTo(904);
    assertThat(found.get(second).id()).isEqualTo(905);
  }

  @Test
  void oneTimesheetAnswersForOneTwinOnly() {
    Doubt first = create(1);

    Map<Doubt, Timesheet> found =
        readBack.exact(List.of(first, create(2)), List.of(there(904, "Text")));

    assertThat(found).containsOnlyKeys(first);
  }

  @Test
  void whatWasThereBeforeTheFirstAttemptIsNotOurs() {
    List<Timesheet> earlier = List.of(there(WATERMARK, "Text"));

    assertThat(readBack.exact(List.of(create(1)), earlier)).isEmpty();
    assertThat(readBack.near(create(1), earlier)).isEmpty();
  }

  @Test
  void whatBelongsToAnotherEntryIsNotOurs() {
    List<Timesheet> another = List.of(there(903, "Text"));

    assertThat(readBack.exact(List.of(create(1)), another)).isEmpty();
    assertThat(readBack.near(create(1), another)).isEmpty();
  }

  @Test
  void whatIsOnlyNearIsNeverClaimed() {
    List<Timesheet> near = List.of(there(904, "Another text"));

    assertThat(readBack.exact(List.of(create(1)), near)).isEmpty();
    assertThat(readBack.near(create(1), near)).isEqualTo(near);
  }

  @Test
  void anotherUserOrDayIsNotNear() {
    Timesheet anotherUser = with(there(904, "Text"), "user_id", 105);
    Timesheet anotherDay = with(there(905, "Text"), "tracking", at("2026-09-09"));
    Timesheet nextDay = with(there(906, "Text"), "tracking", at("2026-09-08"));

    assertThat(readBack.near(create(1), List.of(anotherUser, anotherDay, nextDay)))
        .containsExactly(nextDay);
  }

  private static Doubt create(long entry) {
    return new Doubt(
        entry, Doubt.CREATE, sent("Text"), null, WATERMARK, Instant.EPOCH, 1, (int) entry);
  }

  private static Timesheet there(long id, String text) {
    return with(sent(text), "id", id);
  }

  private static Timesheet sent(String text) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("user_id", 104);
    fields.put("text", text);
    fields.put("tracking", at("2026-09-07"));
    return new Timesheet(fields);
  }

  private static Map<String, Object> at(String date) {
    return Map.of("type", "range", "start", date + " 08:00:00", "end", date + " 09:00:00");
  }

  private static Timesheet with(Timesheet timesheet, String field, Object value) {
    Map<String, Object> fields = new LinkedHashMap<>(timesheet.fields());
    fields.put(field, value);
    return new Timesheet(fields);
  }
}
