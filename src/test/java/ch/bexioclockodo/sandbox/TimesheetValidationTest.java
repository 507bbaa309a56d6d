package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesheetValidationTest {

  @ParameterizedTest
  @ValueSource(strings = {"user_id", "client_service_id", "allowable_bill", "tracking"})
  void requiresWhatTheSheetRequires(String field) {
    try (Sandbox sandbox = start(BexioRules.defaults())) {
      ObjectNode body = timesheet("text");
      body.remove(field);
      Reply reply = create(sandbox, body);
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.at("/errors").toString()).contains(field + ": Required.");
      assertThat(sandbox.bexio().table("timesheet").count()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "user_id, 999",
    "client_service_id, 999",
    "contact_id, 999",
    "pr_project_id, 999",
    "status_id, 9",
    "pr_package_id, 1"
  })
  void refusesReferencesToNothing(String field, int id) {
    try (Sandbox sandbox = start(BexioRules.defaults())) {
      Reply reply = create(sandbox, timesheet("text").put(field, id));
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.at("/error_code").asInt()).isEqualTo(422);
      assertThat(reply.at("/errors/0").asText()).isEqualTo(field + ": Invalid.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-01T08:00:00, 2026-09-01 09:00:00",
    "09:00, 10:00",
    "2026-09-01 08:00, 2026-09-01 09:00",
    "2026-02-30 08:00:00, 2026-09-01 09:00:00",
    "2026-09-01 10:00:00, 2026-09-01 09:00:00"
  })
  void refusesRangesOfAnotherShape(String start, String end) {
    try (Sandbox sandbox = start(BexioRules.defaults())) {
      ObjectNode body = timesheet("text");
      body.set("tracking", Json.object("type", "range", "start", start, "end", end));
      assertThat(create(sandbox, body).status()).isEqualTo(422);
    }
  }

  @Test
  void takesDurationsAndShowsThemPadded() {
    try (Sandbox sandbox = start(BexioRules.defaults())) {
      ObjectNode body = timesheet("text");
      body.set(
          "tracking", Json.object("type", "duration", "date", "2026-09-01", "duration", "8:30"));
      Reply reply = create(sandbox, body);
      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.at("/duration").asText()).isEqualTo("08:30");
      assertThat(reply.at("/date").asText()).isEqualTo("2026-09-01");
      body.set("tracking", Json.object("type", "duration", "date", "1.9.2026", "duration", "1"));
      assertThat(create(sandbox, body).at("/errors")).hasSize(2);
      body.set("tracking", Json.object("type", "stopwatch", "duration", "01:00"));
      assertThat(create(sandbox, body).status()).isEqualTo(422);
    }
  }

  @Test
  void refusesFieldsThatAreReadOnlyOrUnknown() {
    try (Sandbox sandbox = start(BexioRules.defaults())) {
      Reply reply = create(sandbox, timesheet("text").put("date", "2026-09-01").put("x", 1));
      assertThat(reply.at("/errors/0").asText())
          .isEqualTo("Widget schema does not include the following field(s): date, x");
    }
  }

  @Test
  void editsPartiallyOrFullyByRule() {
    try (Sandbox sandbox = start(BexioRules.defaults())) {
      int id = create(sandbox, timesheet("before")).at("/id").asInt();
      Reply partial = edit(sandbox, id, Json.object("status_id", 3));
      assertThat(partial.at("/text").asText()).isEqualTo("before");
      assertThat(partial.at("/status_id").asInt()).isEqualTo(3);
    }
    try (Sandbox sandbox = start(BexioRules.builder().editIsFull(true).build())) {
      int id = create(sandbox, timesheet("before")).at("/id").asInt();
      assertThat(edit(sandbox, id, Json.object("status_id", 3)).status()).isEqualTo(422);
      ObjectNode whole = timesheet("x");
      whole.remove("text");
      assertThat(edit(sandbox, id, whole).at("/text").isNull()).isTrue();
    }
  }

  @Test
  void locksInvoicedTimesheetsByRule() {
    try (Sandbox sandbox = start(BexioRules.defaults())) {
      int id = create(sandbox, timesheet("invoiced").put("status_id", 4)).at("/id").asInt();
      assertThat(edit(sandbox, id, Json.object("text", "x")).status()).isEqualTo(422);
      assertThat(SandboxClient.bexio(sandbox).delete("/2.0/timesheet/" + id).status())
          .isEqualTo(422);
    }
    try (Sandbox sandbox = start(BexioRules.builder().invoicedLocked(false).build())) {
      int id = create(sandbox, timesheet("invoiced").put("status_id", 4)).at("/id").asInt();
      assertThat(edit(sandbox, id, Json.object("text", "x")).status()).isEqualTo(200);
    }
  }

  @Test
  void openQuestionsAreRules() {
    BexioRules rules =
        BexioRules.builder()
            .secondsKept(false)
            .endBeforeStartRefused(false)
            .zeroLengthRefused(true)
            .fictionalUserAsTimesheetUser(false)
            .textRewritten(BexioRules.TextRewriting.HTML_ESCAPED)
            .build();
    try (Sandbox sandbox = start(rules)) {
      ObjectNode body = timesheet("a < b & c");
      body.set("tracking", range("2026-09-01 08:00:17", "2026-09-01 07:00:59"));
      Reply reply = create(sandbox, body);
      assertThat(reply.at("/text").asText()).isEqualTo("a &lt; b &amp; c");
      assertThat(reply.at("/tracking/start").asText()).isEqualTo("2026-09-01 08:00:00");
      body.set("tracking", range("2026-09-01 08:00:00", "2026-09-01 08:00:00"));
      assertThat(create(sandbox, body).status()).isEqualTo(422);
      int fictional =
          sandbox
              .bexio()
              .table("fictional_user")
              .insert(Json.object("email", "a@b.ch"))
              .get("id")
              .asInt();
      assertThat(create(sandbox, timesheet("x").put("user_id", fictional)).status()).isEqualTo(422);
    }
    try (Sandbox sandbox = start(BexioRules.builder().rangeAllowed(false).build())) {
      assertThat(create(sandbox, timesheet("x")).status()).isEqualTo(422);
    }
  }

  private static Sandbox start(BexioRules rules) {
    return Sandbox.builder().data(SandboxData.entries(0)).bexioRules(rules).start();
  }

  private static Reply create(Sandbox sandbox, ObjectNode body) {
    return SandboxClient.bexio(sandbox).post("/2.0/timesheet", body);
  }

  private static Reply edit(Sandbox sandbox, int id, ObjectNode body) {
    return SandboxClient.bexio(sandbox).post("/2.0/timesheet/" + id, body);
  }

  private static ObjectNode timesheet(String text) {
    return Json.object(
        "user_id",
        1,
        "client_service_id",
        1,
        "allowable_bill",
        true,
        "text",
        text,
        "tracking",
        range("2026-09-01 08:00:00", "2026-09-01 09:30:00"));
  }

  private static ObjectNode range(String start, String end) {
    return Json.object("type", "range", "start", start, "end", end);
  }
}
