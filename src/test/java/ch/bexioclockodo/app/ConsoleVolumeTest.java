package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.bexioclockodo.sandbox.SandboxData;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Pages of large plans are there at once and stay small. */
@Tag("long")
class ConsoleVolumeTest {

  private static final int ENTRIES = 10_000;
  private static final int MOST_BYTES = 500_000;

  @TempDir Path folder;

  @Test
  void aListOfTenThousandLinksIsThereWithinASecond(TestReporter reporter) throws Exception {
    try (ConsoleWorld console =
        new ConsoleWorld(
            folder, SandboxData.masterData(ENTRIES, 10, 10), "import.customers", "all")) {
      console.world().importAll();
      ConsoleClient person = console.person();
      for (String page :
          new String[] {
            "/master/customers", "/master/customers", "/master/customers?q=9&from=1000", "/"
          }) {
        long start = System.nanoTime();
        HttpResponse<String> answer = person.get(page);
        Duration passed = Duration.ofNanos(System.nanoTime() - start);
        int bytes = answer.body().getBytes(StandardCharsets.UTF_8).length;
        reporter.publishEntry(page, passed.toMillis() + " ms, " + bytes + " bytes");
        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(passed).isLessThan(Duration.ofSeconds(1));
      }
      assertThat(person.get("/master/customers").body()).contains("10’000 linked");
    }
  }

  @Test
  void aPreviewOfTenThousandEntriesIsThereWithinASecond(TestReporter reporter) throws Exception {
    try (ConsoleWorld console = new ConsoleWorld(folder, SandboxData.entries(ENTRIES))) {
      console.world().importAll();
      ConsoleClient person = console.person();
      person.get("/export");
      String work =
          person.sentTo(
              person.post(
                  "/export/preview", "period", "dates", "from", "2026-09-01", "to", "2026-09-30"));
      await().atMost(Duration.ofMinutes(5)).until(() -> person.get(work).statusCode() == 303);
      String plan = person.sentTo(person.get(work));
      for (String page : new String[] {"", "", "?tab=create&group=1", "?tab=clarify", "/confirm"}) {
        long start = System.nanoTime();
        HttpResponse<String> answer = person.get(plan + page);
        Duration passed = Duration.ofNanos(System.nanoTime() - start);
        int bytes = answer.body().getBytes(StandardCharsets.UTF_8).length;
        reporter.publishEntry(plan + page, passed.toMillis() + " ms, " + bytes + " bytes");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("10’000 rows, ");
        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(passed).isLessThan(Duration.ofSeconds(1));
      }
    }
  }
}
