package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateWindowTest {

  private static final Limits SMALL = new Limits(3, 2, 1, 4, 6, 8, 9, 2, 1);
  private static final Instant START = Instant.parse("2026-11-20T08:00:10Z");

  @Test
  void bexioTellsItsWindowOnEveryAnswer() {
    try (Sandbox sandbox = Sandbox.builder().clock(START, 1).start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      Reply first = bexio.get("/2.0/contact");
      assertThat(first.header("ratelimit-limit")).isEqualTo("1000");
      assertThat(first.header("ratelimit-remaining")).isEqualTo("999");
      assertThat(first.header("x-ratelimit-limit-minute")).isEqualTo("1000");
      assertThat(first.header("x-ratelimit-remaining-minute")).isEqualTo("999");
      assertThat(Integer.parseInt(first.header("ratelimit-reset"))).isBetween(40, 50);
      assertThat(bexio.get("/2.0/contact/4").header("ratelimit-remaining")).isEqualTo("998");
      assertThat(bexio.get("/2.0/article").header("ratelimit-limit")).isEqualTo("400");
      Reply search =
          bexio.post("/2.0/timesheet/search", List.of(Json.object("field", "id", "value", "1")));
      assertThat(search.header("ratelimit-limit")).isEqualTo("250");
      assertThat(bexio.with("Authorization", null).get("/2.0/contact").header("ratelimit-limit"))
          .isNull();
    }
  }

  @Test
  void bexioCountsEachGroupByItselfAndOpensWithTheMinute() {
    try (Sandbox sandbox = Sandbox.builder().clock(START, 0.001).limits(SMALL).start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      for (int i = 0; i < 3; i++) {
        assertThat(bexio.get("/2.0/contact").status()).isEqualTo(200);
      }
      Reply refused = bexio.get("/2.0/pr_project");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.at("/error_code").asInt()).isEqualTo(429);
      assertThat(refused.header("ratelimit-remaining")).isEqualTo("0");
      assertThat(bexio.get("/2.0/article").status()).isEqualTo(200);
      sandbox.clock().advance(Duration.ofSeconds(49));
      assertThat(bexio.get("/2.0/contact").status()).isEqualTo(429);
      sandbox.clock().advance(Duration.ofSeconds(1));
      assertThat(bexio.get("/2.0/contact").status()).isEqualTo(200);
    }
  }

  @Test
  void aScaledClockTellsRealSecondsAndOpensAfterThem() {
    try (Sandbox sandbox = Sandbox.builder().clock(START, 120).limits(SMALL).start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> bexio.get("/2.0/contact").status() == 429);
      Reply refused = bexio.get("/2.0/contact");
      if (refused.status() == 429) {
        assertThat(refused.header("ratelimit-reset")).isEqualTo("1");
      }
      await().atMost(Duration.ofSeconds(2)).until(() -> bexio.get("/2.0/contact").status() == 200);
    }
  }

  @Test
  void clockodoCountsFourWindowsPerUser() {
    try (Sandbox sandbox = Sandbox.builder().clock(START, 0.001).limits(SMALL).start()) {
      SandboxClient owner = SandboxClient.clockodo(sandbox);
      assertThat(allowed(owner)).isEqualTo(4);
      assertThat(allowed(SandboxClient.worker(sandbox))).isEqualTo(4);
      sandbox.clock().advance(Duration.ofMinutes(1));
      assertThat(allowed(owner)).as("15 minutes").isEqualTo(2);
      sandbox.clock().advance(Duration.ofMinutes(15));
      assertThat(allowed(owner)).as("an hour").isEqualTo(2);
      Reply refused = owner.get("/v4/users/me");
      assertThat(refused.at("/errors/0/type").asText()).isEqualTo("TooManyRequests");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
      assertThat(refused.header("ratelimit-reset")).isNull();
      sandbox.clock().advance(Duration.ofHours(1));
      assertThat(allowed(owner)).as("a day").isEqualTo(1);
      sandbox.clock().advance(Duration.ofDays(1));
      assertThat(allowed(owner)).isEqualTo(4);
    }
  }

  @Test
  void clockodoCountsCostlyRoutesOnTop() {
    try (Sandbox sandbox = Sandbox.builder().clock(START, 0.001).start()) {
      SandboxClient owner = SandboxClient.clockodo(sandbox);
      String[] groups = {
        "time_since",
        "2026-09-01T00:00:00Z",
        "time_until",
        "2026-09-02T00:00:00Z",
        "grouping[]",
        "users_id"
      };
      for (int i = 0; i < 10; i++) {
        assertThat(owner.get("/v2/entrygroups", groups).status()).isEqualTo(200);
      }
      assertThat(owner.get("/v2/entrygroups", groups).status()).isEqualTo(429);
      assertThat(owner.put("/v2/entrygroups", Json.object("billable", 1)).status())
          .as("each method has its own")
          .isEqualTo(400);
      assertThat(owner.get("/v4/users/me").status()).isEqualTo(200);
    }
    try (Sandbox sandbox = Sandbox.builder().clock(START, 0.001).limits(SMALL).start()) {
      SandboxClient owner = SandboxClient.clockodo(sandbox);
      String[] enhanced = {
        "time_since",
        "2026-09-01T00:00:00Z",
        "time_until",
        "2026-09-02T00:00:00Z",
        "enhanced_list",
        "1"
      };
      assertThat(owner.get("/v2/entries", enhanced).status()).isEqualTo(200);
      assertThat(owner.get("/v2/entries", enhanced).status()).isEqualTo(200);
      assertThat(owner.get("/v2/entries", enhanced).status()).isEqualTo(429);
    }
  }

  @Test
  void retryAfterIsARule() {
    ClockodoRules rules = ClockodoRules.builder().retryAfterOn429(false).build();
    try (Sandbox sandbox =
        Sandbox.builder().clock(START, 0.001).limits(SMALL).clockodoRules(rules).start()) {
      SandboxClient owner = SandboxClient.clockodo(sandbox);
      assertThat(allowed(owner)).isEqualTo(4);
      assertThat(owner.get("/v4/users/me").header("Retry-After")).isNull();
    }
  }

  @Test
  void withoutLimitsTheWindowLooksUntouched() {
    try (Sandbox sandbox = Sandbox.builder().data(SandboxData.empty()).limits(false).start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      for (int i = 0; i < 5; i++) {
        assertThat(bexio.get("/2.0/contact").header("ratelimit-remaining")).isEqualTo("1000");
      }
    }
  }

  private static int allowed(SandboxClient client) {
    int count = 0;
    while (client.get("/v4/users/me").status() == 200) {
      count++;
    }
    return count;
  }
}
