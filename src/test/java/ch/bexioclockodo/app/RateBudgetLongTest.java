package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Limits;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mass import in real minutes, with the limits that clockodo and bexio really have. */
@Tag("long")
class RateBudgetLongTest {

  private static final int CUSTOMERS = 2000;

  @TempDir Path folder;

  @Test
  void twoThousandCustomersTakeThreeMinutesAndMeetNo429() throws IOException {
    try (World world =
        new World(folder, SandboxData.empty(), builder -> builder.limits(Limits.real()))) {
      for (int i = 1; i <= CUSTOMERS; i++) {
        world
            .sandbox()
            .bexio()
            .table("contact")
            .insert(new ObjectMapper().createObjectNode().put("name_1", "Kunde " + i + " AG"));
      }
      world.set("import.customers", "all").set("clockodo.limits", "").restart();
      Map<String, Object> run = world.importAll();

      assertThat(count(run, "done")).isGreaterThanOrEqualTo(CUSTOMERS);
      List<JournalEntry> requests = world.sandbox().journal().requests();
      assertThat(requests).noneMatch(request -> request.status() == 429);
      List<Instant> calls =
          requests.stream()
              .filter(request -> "clockodo".equals(request.side()))
              .map(JournalEntry::instant)
              .toList();
      TreeMap<Long, Long> minutes =
          calls.stream()
              .map(call -> Duration.between(calls.get(0), call).toMinutes())
              .collect(Collectors.groupingBy(call -> call, TreeMap::new, Collectors.counting()));
      assertThat(minutes.pollLastEntry().getKey()).as("whole minutes in %s", minutes).isEqualTo(2);
      assertThat(minutes.values())
          .allMatch(used -> used >= 0.95 * Limits.real().clockodoMinute())
          .allMatch(used -> used <= Limits.real().clockodoMinute());
    }
  }
}
