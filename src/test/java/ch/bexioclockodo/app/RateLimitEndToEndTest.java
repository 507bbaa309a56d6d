package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Limits;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bexio's budget is waited for before it is overdrawn; here a minute's window lasts a second. */
class RateLimitEndToEndTest {

  @TempDir Path folder;

  @Test
  void aSteadyExportNeverMeetsA429() throws IOException {
    try (World world =
        new World(
            folder,
            SandboxData.entries(300),
            builder ->
                builder
                    .clock(Instant.parse("2026-11-20T08:00:00Z"), 60)
                    .limits(new Limits(100, 400, 250, 900, 2250, 4500, 20_000, 300, 10)))) {
      world.importAll();
      Map<String, Object> run = world.export();

      assertThat(count(run, "done")).isEqualTo(300);
      assertThat(world.sandbox().journal().requests())
          .noneMatch(request -> request.status() == 429);
    }
  }
}
