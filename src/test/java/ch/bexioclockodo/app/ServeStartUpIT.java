package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Measured while no other test runs; the goal is 3 s, and machines are noisy. */
@Timeout(60)
@Isolated
class ServeStartUpIT {

  @TempDir Path folder;

  @Test
  void serveIsThereWithinSeconds(TestReporter reporter) throws IOException {
    try (Sandbox sandbox = Sandbox.builder().data(SandboxData.entries(1)).start();
        Distribution connector = new Distribution(folder, sandbox)) {
      Child serve = connector.start("serve");
      Duration startUp = serve.awaitErr("bexio-clockodo serves");
      reporter.publishEntry("start-up of serve", startUp.toMillis() + " ms");
      assertThat(startUp).isLessThan(Duration.ofSeconds(6));
      assertThat(serve.terminate().ended(Duration.ofSeconds(10)).status()).isZero();
    }
  }
}
