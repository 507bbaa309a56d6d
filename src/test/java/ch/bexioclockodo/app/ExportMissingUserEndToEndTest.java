package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Who a user that bexio seems not to have is: somebody there, somebody new, or a question to a
 * person.
 */
class ExportMissingUserEndToEndTest extends ExportWithMissing {

  @Test
  void anEqualEmailInAnotherCaseIsLinkedAmongUsersAndAmongFictionalUsers() {
    master.bexio("user", 90, "firstname", "L.", "lastname", "Graf", "email", upper(LEAS_MAIL));
    Map<String, Object> toUser = world.export("Preview", "true");
    world.sandbox().bexio().table("user").remove(90);
    fictional(91, "Graf", upper(LEAS_MAIL));
    Map<String, Object> run = world.export();

    assertThat(first(toUser, "fictional-user").get("action")).isEqualTo("LINK");
    assertThat(reason(first(run, "fictional-user"))).isEqualTo("link.by-email");
    assertThat(world.posts("bexio", USERS)).isEmpty();
    assertThat(world.timesheets())
        .filteredOn(sheet -> sheet.get("user_id").intValue() == 91)
        .hasSize(entriesOfLea().size());
    assertThat(count(world.export(), "unchanged")).isEqualTo(24);
  }

  @Test
  void aUserWithoutEmailOrWithAOneWordNameNeedsAPersonAndTheOthersGo() {
    master.clockodo("users", LEA, "email", null);
    Map<String, Object> without = world.export();
    master.clockodo("users", LEA, "email", LEAS_MAIL, "name", "Lea");
    Map<String, Object> oneWord = world.export();

    assertThat(reason(first(without, "fictional-user"))).isEqualTo("user.without-email");
    assertWaiting(without, "user.undecided");
    assertThat(exported(without)).isEqualTo(24 - entriesOfLea().size());
    assertThat(reason(first(oneWord, "fictional-user"))).isEqualTo("user.one-word");
    assertThat(world.sandbox().journal().writes())
        .noneMatch(call -> call.path().startsWith(USERS) || call.path().startsWith(ACTIVITIES));
    assertThat(without.get("status")).isEqualTo("attention");
    assertThat(closes(without)).isTrue();
  }

  @Test
  void twoUsersOfOneEmailNeedAPerson() {
    master.clockodo("users", 3190, "name", "Lea Graf-Muster", "email", upper(LEAS_MAIL));

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "fictional-user"))).isEqualTo("user.email-ambiguous");
    assertWaiting(run, "user.undecided");
  }

  @Test
  void whoIsMissingIsLeftToAPersonWhenTheSettingSaysSo() throws IOException {
    world.set("export.missing-users", "decide").restart();

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "fictional-user"))).isEqualTo("user.no-equal-email");
    assertWaiting(run, "user.undecided");
    assertThat(fictionalUsers()).isEmpty();
  }

  @Test
  void whoIsMissingIsBookedOnAnotherWhenTheSettingSaysSo() throws IOException {
    world.set("export.missing-users", "book-on:1").restart();

    Map<String, Object> preview = world.export("Preview", "true");
    Map<String, Object> run = world.export();
    Map<String, Object> next = world.export();

    assertThat(rowsOfLea(preview))
        .allSatisfy(
            row -> {
              assertThat(reason(row)).isEqualTo("user.booked-on");
              assertThat(row.get("reason").toString()).contains("Lea Graf");
              assertThat(((Map<?, ?>) row.get("payload")).get("user_id")).isEqualTo(1);
            });
    assertThat(fictionalUsers()).isEmpty();
    assertThat(exported(run)).isEqualTo(24);
    assertThat(count(next, "unchanged")).isEqualTo(24);
  }

  @Test
  void bookingOnSomebodyWhomBexioDoesNotKnowNeedsAPerson() throws IOException {
    world.set("export.missing-users", "book-on:777").restart();

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "fictional-user"))).isEqualTo("user.book-on-unknown");
    assertWaiting(run, "user.undecided");
  }

  @Test
  void salutationAndNameOrderAreSettings() throws IOException {
    world.set("export.salutation", "female").set("export.name-order", "last-first").restart();
    master.clockodo("users", LEA, "name", "Graf Lea Maria");

    world.export();

    ObjectNode user = fictionalUsers().get(0);
    assertThat(user.get("salutation_type").asText()).isEqualTo("female");
    assertThat(user.get("firstname").asText()).isEqualTo("Lea Maria");
    assertThat(user.get("lastname").asText()).isEqualTo("Graf");
  }

  @Test
  void aUserWhomAPersonLeftAloneIsNotCreated() {
    world.command("link", "user", "-", String.valueOf(LEA), "--ignore");

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "fictional-user"))).isEqualTo("decided.ignore");
    assertThat(fictionalUsers()).isEmpty();
  }

  @Test
  void aNightWithNothingNewReadsNoListOfPeople() throws IOException {
    world.set("export.missing-users", "book-on:1").restart();
    world.export();
    world.sandbox().journal().clear();

    world.export();

    assertThat(world.sandbox().journal().count("bexio", "GET", "/3.0/")).isZero();
    assertThat(world.sandbox().journal().count("bexio", "GET", "/2.0/client_service")).isZero();
  }
}
