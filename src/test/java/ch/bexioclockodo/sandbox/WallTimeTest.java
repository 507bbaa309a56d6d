package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WallTimeTest {

  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().clock(Instant.parse("2026-07-01T12:00:00Z"), 1).start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void bexioKeepsWallTimeExactlyAsItCame() {
    for (String start : new String[] {"2026-03-29 02:30:00", "2026-10-25 02:30:00"}) {
      Reply reply = range(start, start.substring(0, 10) + " 04:00:01");
      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.at("/tracking/start").asText()).isEqualTo(start);
      assertThat(reply.at("/duration").asText()).isEqualTo("01:30");
      assertThat(reply.at("/tracking").has("duration")).isFalse();
    }
  }

  @Test
  void aRangeAcrossMidnightCountsForTheDayOfItsStart() {
    Reply reply = range("2026-09-16 22:30:00", "2026-09-17 01:15:00");
    assertThat(reply.at("/date").asText()).isEqualTo("2026-09-16");
    assertThat(reply.at("/duration").asText()).isEqualTo("02:45");
    assertThat(range("2026-09-18 08:00:00", "2026-09-19 10:00:00").at("/duration").asText())
        .isEqualTo("26:00");
  }

  @Test
  void bexioStampsContactsInWallTimeAndAnswersInGmt() {
    ObjectNode contact =
        Json.object("contact_type_id", 1, "name_1", "Neu AG", "user_id", 1, "owner_id", 1);
    Reply reply = SandboxClient.bexio(sandbox).post("/2.0/contact", contact);
    assertThat(reply.at("/updated_at").asText()).startsWith("2026-07-01 14:0");
    assertThat(reply.header("date")).endsWith("GMT");
    assertThat(ZonedDateTime.parse(reply.header("date"), DateTimeFormatter.RFC_1123_DATE_TIME))
        .as("the day of the data is not the day of the world")
        .isCloseTo(ZonedDateTime.now(ZoneOffset.UTC), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void clockodoSpeaksUtcWithoutFractions() {
    SandboxClient clockodo = SandboxClient.clockodo(sandbox);
    assertThat(clockodo.get("/v2/entries/80102").at("/entry/time_since").asText())
        .isEqualTo("2026-03-29T00:30:00Z");
    assertThat(clockodo.get("/v2/entries/80006").at("/entry/time_since").asText())
        .isEqualTo("2026-09-16T20:30:00Z");
    assertThat(clockodo.get("/v2/clock").at("/current_time").asText())
        .matches("2026-07-01T12:\\d\\d:\\d\\d\\.\\d{3}Z");
  }

  @Test
  void theHostsZoneChangesNothing() {
    TimeZone host = TimeZone.getDefault();
    try (Sandbox here = Sandbox.builder().start()) {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      try (Sandbox elsewhere = Sandbox.builder().start()) {
        assertThat(elsewhere.clockodo().table("entries").list())
            .isEqualTo(here.clockodo().table("entries").list());
        assertThat(elsewhere.clockodo().table("entries").get(80010).get("time_since").asText())
            .isEqualTo("2026-08-31T22:00:00Z");
      }
    } finally {
      TimeZone.setDefault(host);
    }
  }

  private static Reply range(String start, String end) {
    return SandboxClient.bexio(sandbox)
        .post(
            "/2.0/timesheet",
            Json.object(
                "user_id",
                1,
                "client_service_id",
                1,
                "allowable_bill",
                true,
                "tracking",
                Json.object("type", "range", "start", start, "end", end)));
  }
}
