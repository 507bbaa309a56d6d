package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random entries at random rates: the positions are clockodo's report, group by group. */
class InvoiceAmountsEndToEndTest extends ExportAsDrafts {

  private static final int ENTRIES = 150;
  private static final String[] RATES = {"105.00", "149.95", "0.05", "187.5", "333.33", "0"};

  @ParameterizedTest
  @CsvSource({"1, none", "2, 5", "3, 15", "4, 60", "5, 30", "6, 10"})
  void everyGroupOfTheReportIsAPositionToTheCentime(int seed, String rounding)
      throws IOException, InterruptedException {
    small(ENTRIES, "export.draft-round", rounding);
    scramble(world.sandbox(), new Random(seed));

    Map<String, Object> preview = preview();

    assertThat(closes(preview)).isTrue();
    List<BigDecimal> positions = new ArrayList<>();
    for (Map<?, ?> draft : drafts(preview)) {
      for (Map<?, ?> position : positions(draft)) {
        assertThat(position.get("clockodo")).isEqualTo(position.get("total"));
        positions.add(new BigDecimal((String) position.get("total")));
      }
    }
    List<BigDecimal> reported = reported(rounding);
    assertThat(positions).hasSizeGreaterThan(30);
    assertThat(positions).containsExactlyInAnyOrderElementsOf(reported);
  }

  private static void scramble(Sandbox sandbox, Random random) {
    for (ObjectNode entry : sandbox.clockodo().table("entries").list()) {
      ObjectNode change = scrambled(entry, random, RATES);
      sandbox.clockodo().table("entries").update(entry.get("id").intValue(), change);
    }
  }

  /** What clockodo reports of each lowest group of what is billable. */
  private List<BigDecimal> reported(String rounding) throws IOException, InterruptedException {
    List<BigDecimal> revenues = new ArrayList<>();
    collect(
        reportOfClockodo(
            List.of("customers_id", "projects_id", "services_id", "users_id"), rounding),
        revenues);
    return revenues;
  }

  private static void collect(JsonNode groups, List<BigDecimal> revenues) {
    for (JsonNode group : groups) {
      if (group.hasNonNull("sub_groups")) {
        collect(group.get("sub_groups"), revenues);
      } else {
        revenues.add(new BigDecimal(group.get("revenue").asText()).setScale(2));
      }
    }
  }
}
