package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random entries at random rates: the positions are clockodo's report, group by group. */
class InvoiceAmountsEndToEndTest extends ExportAsDrafts {

  private static final ObjectMapper MAPPER = new ObjectMapper();
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
    List<BigDecimal> reported = reported(world.sandbox(), rounding);
    assertThat(positions).hasSizeGreaterThan(30);
    assertThat(positions).containsExactlyInAnyOrderElementsOf(reported);
  }

  /** Any length, also of odd seconds, and any rate; some are not billable, some billed already. */
  private static void scramble(Sandbox sandbox, Random random) {
    for (ObjectNode entry : sandbox.clockodo().table("entries").list()) {
      int seconds = 1 + random.nextInt(30_000);
      Instant since = Instant.parse(entry.get("time_since").asText());
      ObjectNode change =
          MAPPER
              .createObjectNode()
              .put("duration", seconds)
              .put("time_until", since.plusSeconds(seconds).toString())
              .put("hourly_rate", new BigDecimal(RATES[random.nextInt(RATES.length)]));
      int kind = random.nextInt(10);
      change.put("billable", kind == 0 ? 0 : kind == 1 ? 2 : 1);
      sandbox.clockodo().table("entries").update(entry.get("id").intValue(), change);
    }
  }

  /** What clockodo reports of each lowest group of what is billable. */
  private static List<BigDecimal> reported(Sandbox sandbox, String rounding)
      throws IOException, InterruptedException {
    StringBuilder query =
        new StringBuilder(
            "time_since=2026-08-31T22:00:00Z&time_until=2026-09-30T22:00:00Z&filter%5Bbillable%5D=1");
    for (String level : List.of("customers_id", "projects_id", "services_id", "users_id")) {
      query.append("&grouping%5B%5D=").append(level);
    }
    if (!rounding.equals("none")) {
      query.append("&round_to_minutes=").append(rounding);
    }
    String key = Sandbox.CLOCKODO_USER + ":" + Sandbox.CLOCKODO_API_KEY;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.clockodoUrl() + "/v2/entrygroups?" + query))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)))
            .header("X-Clockodo-External-Application", "test;test@example.com")
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    List<BigDecimal> revenues = new ArrayList<>();
    collect(MAPPER.readTree(answer.body()).get("groups"), revenues);
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
