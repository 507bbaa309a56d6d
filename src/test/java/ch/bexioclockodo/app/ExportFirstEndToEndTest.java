package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What entries need and bexio does not have is shown, created once, linked and reused. */
class ExportFirstEndToEndTest extends ExportWithMissing {

  @Test
  void aMissingUserAndAMissingActivityAreCreatedOnceAndReused() {
    Map<String, Object> run = world.export();
    world.sandbox().journal().clear();
    Map<String, Object> next = world.export();

    assertThat(fictionalUsers())
        .singleElement()
        .satisfies(
            user -> {
              assertThat(user.get("salutation_type").asText()).isEqualTo("male");
              assertThat(user.get("firstname").asText()).isEqualTo("Lea");
              assertThat(user.get("lastname").asText()).isEqualTo("Graf");
              assertThat(user.get("email").asText()).isEqualTo(LEAS_MAIL);
            });
    int lea = fictionalUsers().get(0).get("id").intValue();
    int activity = activities("Vermessung").get(0).get("id").intValue();
    assertThat(activities("Vermessung")).hasSize(1);
    assertThat(world.timesheets())
        .filteredOn(sheet -> sheet.get("user_id").intValue() == lea)
        .hasSize(entriesOfLea().size())
        .allSatisfy(
            sheet -> assertThat(sheet.get("client_service_id").intValue()).isEqualTo(activity));
    assertThat(exported(run)).isEqualTo(24);
    assertThat(run.get("status")).isEqualTo("done");
    assertThat(closes(run)).isTrue();
    assertThat(count(next, "unchanged")).isEqualTo(24);
    assertThat(next.get("status")).isEqualTo("done");
    assertThat(world.sandbox().journal().writes()).isEmpty();
  }

  @Test
  void aPreviewWritesNothingAndShowsOnTopWhatWillBeCreated() {
    Map<String, Object> preview = world.export("Preview", "true");

    assertThat(world.sandbox().journal().writes()).isEmpty();
    List<Map<?, ?>> rows = rows(preview);
    assertThat(rows.subList(0, 2))
        .extracting(row -> String.valueOf(row.get("kind")))
        .containsExactlyInAnyOrder("fictional-user", "activity");
    assertThat(first(preview, "fictional-user").get("payload"))
        .isEqualTo(
            Map.of(
                "salutation_type", "male",
                "firstname", "Lea",
                "lastname", "Graf",
                "email", LEAS_MAIL));
    assertThat(first(preview, "activity").get("payload")).isEqualTo(Map.of("name", "Vermessung"));
    Object user = first(preview, "fictional-user").get("id");
    Object activity = first(preview, "activity").get("id");
    assertThat(rowsOfLea(preview))
        .hasSize(entriesOfLea().size())
        .allSatisfy(
            row -> {
              assertThat(((Map<?, ?>) row.get("payload")).get("user_id"))
                  .isEqualTo(Map.of("row", user));
              assertThat(((Map<?, ?>) row.get("payload")).get("client_service_id"))
                  .isEqualTo(Map.of("row", activity));
            });
    assertThat(((Map<?, ?>) ((Map<?, ?>) preview.get("balance")).get("source")).get("count"))
        .isEqualTo(24L);
    assertThat(closes(preview)).isTrue();
  }

  @Test
  void thePrintedPreviewNamesWhomItWillCreateAndHow() {
    Ended printed =
        world.command("export", "--preview", "--from", "2026-09-01", "--to", "2026-09-30");

    assertThat(printed.out())
        .contains("Lea Graf")
        .contains("salutation male")
        .contains("first name Lea")
        .contains("Vermessung");
  }

  @Test
  void anOldPreviewIsAppliedAsItWasShown() {
    Map<String, Object> preview = world.export("Preview", "true");
    world.clockAdvancesBy(Duration.ofMinutes(5));

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(count(run, "stale")).isZero();
    assertThat(exported(run)).isEqualTo(24);
    assertThat(fictionalUsers()).hasSize(1);
  }

  @Test
  void twoPreviewsOfTheSameMissingUserCreateItOnce() {
    String one = plan(world.export("Preview", "true", "To", "2026-09-01"));
    String other = plan(world.export("Preview", "true", "From", "2026-09-02"));

    world.export("Plan", one);
    Map<String, Object> late = world.export("Plan", other);

    assertThat(fictionalUsers()).hasSize(1);
    assertThat(activities("Vermessung")).hasSize(1);
    assertThat(world.timesheets()).hasSize(24);
    assertThat(late.get("status")).isEqualTo("done");
    assertThat(reason(first(late, "fictional-user"))).isEqualTo("link.already");
    assertThat(count(world.export(), "unchanged")).isEqualTo(24);
  }

  @Test
  void whatNoEntryNeedsAnyMoreIsNotCreated() {
    String plan = plan(world.export("Preview", "true"));
    entriesOfLea().forEach(id -> world.sandbox().clockodo().table("entries").remove(id));
    world.clockAdvancesBy(Duration.ofMinutes(5));

    Map<String, Object> run = world.export("Plan", plan);

    assertThat(fictionalUsers()).isEmpty();
    assertThat(activities("Vermessung")).isEmpty();
    assertThat(reason(first(run, "fictional-user"))).isEqualTo("first.not-needed");
  }

  @Test
  void anActivityOfAnEqualNameIsLinkedNotDoubled() {
    master.activity(80, "  vermessung");

    Map<String, Object> run = world.export();

    assertThat(world.posts("bexio", ACTIVITIES)).isEmpty();
    assertThat(reason(first(run, "activity"))).isEqualTo("link.by-name");
    assertThat(world.timesheets())
        .filteredOn(sheet -> sheet.get("client_service_id").intValue() == 80)
        .hasSize(entriesOfLea().size());
  }

  @Test
  void twoActivitiesOfTheNameNeedAPerson() {
    master.activity(80, "Vermessung").activity(81, "Vermessung");

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "activity"))).isEqualTo("activity.ambiguous");
    assertWaiting(run, "service.undecided");
    assertThat(fictionalUsers()).as("nobody needs the user yet").isEmpty();
  }

  @Test
  void anExportedEntryThatMovesToAMissingUserFollowsOnceTheUserIsCreated() {
    int moved = entriesOfLea().get(0);
    entriesOfLea().forEach(id -> master.clockodo("entries", id, "users_id", 3103));
    world.export();
    assertThat(fictionalUsers()).isEmpty();
    world.edit(moved, "users_id", LEA);

    Map<String, Object> run = world.export();

    assertThat(count(run, "update")).isEqualTo(1);
    int lea = fictionalUsers().get(0).get("id").intValue();
    assertThat(world.timesheets())
        .filteredOn(sheet -> sheet.get("user_id").intValue() == lea)
        .hasSize(1);
    assertThat(world.timesheets()).hasSize(24);
    assertThat(count(world.export(), "unchanged")).isEqualTo(24);
  }

  @Test
  void servicesThatComeFromItemsGetAnActivityToo() throws IOException {
    world.set("import.services-from", "items").restart();
    master.item(60, "L-1", "Vermessung", "article_type_id", 2);
    world.importAll();

    Map<String, Object> run = world.export();
    Map<String, Object> imported = world.importAll();

    assertThat(activities("Vermessung")).hasSize(1);
    assertThat(exported(run)).isEqualTo(24);
    assertThat(count(imported, "create")).isZero();
    assertThat(count(imported, "update")).isZero();
  }

  @Test
  void theImportLeavesWhatTheExportHasCreatedAlone() {
    world.export();

    Map<String, Object> imported = world.importAll();

    assertThat(count(imported, "create")).isZero();
    assertThat(count(imported, "link")).isZero();
    assertThat(imported.get("status")).isEqualTo("done");
  }
}
