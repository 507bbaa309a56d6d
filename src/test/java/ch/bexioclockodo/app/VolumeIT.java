package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.JournalMode;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Memory does not grow with the number of entries. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class VolumeIT {

  private static final int ENTRIES = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @TempDir Path folder;

  @Test
  void tenThousandEntriesFitInto128MegabytesOfHeap(TestReporter reporter) throws IOException {
    try (Sandbox sandbox =
            Sandbox.builder()
                .data(SandboxData.entries(ENTRIES))
                .limits(false)
                .journal(JournalMode.COUNTS)
                .start();
        Distribution connector = new Distribution(folder, sandbox).linked().jvm("-Xmx128m")) {
      long start = System.nanoTime();
      Child export =
          connector.start("export", "--from", "2026-09-01", "--to", "2026-09-30", "--json");
      String peak = export.peakMemory(PATIENCE);
      Ended ended = export.ended();
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      reporter.publishEntry(
          ENTRIES + " entries", duration.toMillis() + " ms, peak resident memory " + peak);
      assertThat(ended.status()).as(ended.toString()).isZero();
      assertThat(ended.reportStatus()).isEqualTo("done");
      assertThat(ended.count("done")).isEqualTo(ENTRIES);
      assertThat(ended.json().get("rows")).hasSize(ENTRIES);
      assertThat(sandbox.bexio().table("timesheet").count()).isEqualTo(ENTRIES);
      assertThat(sandbox.journal().count("bexio", "POST", "/2.0/timesheet")).isEqualTo(ENTRIES);
    }
  }
}
