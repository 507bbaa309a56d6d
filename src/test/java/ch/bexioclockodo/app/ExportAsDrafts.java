package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.rows;

import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Times as invoice drafts, looked at before anything is written. */
abstract class ExportAsDrafts {

  @TempDir private Path folder;

  World world;

  @AfterEach
  void end() {
    world.close();
  }

  void company(UnaryOperator<Sandbox.Builder> change, String... settings) throws IOException {
    start(SandboxData.company(), change, settings);
  }

  void small(int entries, String... settings) throws IOException {
    start(SandboxData.entries(entries), sandbox -> sandbox, settings);
  }

  private void start(SandboxData data, UnaryOperator<Sandbox.Builder> change, String... settings)
      throws IOException {
    world = new World(folder, data, change, settings);
    world.importAll();
    world.sandbox().journal().clear();
  }

  Map<String, Object> preview(String... more) {
    List<String> headers = new ArrayList<>(List.of("As", "invoice-drafts", "Preview", "true"));
    headers.addAll(List.of(more));
    return world.export(headers.toArray(String[]::new));
  }

  static List<Map<?, ?>> drafts(Map<String, Object> report) {
    return rows(report).stream().filter(row -> "invoice-draft".equals(row.get("kind"))).toList();
  }

  @SuppressWarnings("unchecked")
  static List<Map<?, ?>> positions(Map<?, ?> draft) {
    return (List<Map<?, ?>>) ((Map<?, ?>) draft.get("source")).get("positions");
  }

  /** The positions of all drafts as they are to be sent. */
  @SuppressWarnings("unchecked")
  static List<Map<?, ?>> sent(Map<String, Object> report) {
    return drafts(report).stream()
        .flatMap(
            draft ->
                ((List<Map<?, ?>>) ((Map<?, ?>) draft.get("payload")).get("positions")).stream())
        .toList();
  }

  static List<String> texts(Map<String, Object> report) {
    return sent(report).stream().map(position -> String.valueOf(position.get("text"))).toList();
  }

  static BigDecimal amount(Map<?, ?> draft, String name) {
    return new BigDecimal((String) ((Map<?, ?>) draft.get("source")).get(name));
  }

  @SuppressWarnings("unchecked")
  static List<String> notes(Map<String, Object> report) {
    return (List<String>) ((Map<?, ?>) report.get("balance")).get("notes");
  }

  /** Any length, also of odd seconds, and any rate; some are not billable, some billed already. */
  static ObjectNode scrambled(ObjectNode entry, Random random, String... rates) {
    int seconds = 1 + random.nextInt(30_000);
    Instant since = Instant.parse(entry.get("time_since").asText());
    ObjectNode change =
        new ObjectMapper()
            .createObjectNode()
            .put("duration", seconds)
            .put("time_until", since.plusSeconds(seconds).toString())
            .put("hourly_rate", new BigDecimal(rates[random.nextInt(rates.length)]));
    int billable = random.nextInt(10);
    return change.put("billable", billable == 0 ? 0 : billable == 1 ? 2 : 1);
  }

  /** What clockodo reports of September's billable entries, group by group. */
  JsonNode reportOfClockodo(List<String> levels, String rounding)
      throws IOException, InterruptedException {
    StringBuilder query =
        new StringBuilder(
            "time_since=2026-08-31T22:00:00Z&time_until=2026-09-30T22:00:00Z&filter%5Bbillable%5D=1");
    levels.forEach(level -> query.append("&grouping%5B%5D=").append(level));
    if (!rounding.equals("none")) {
      query.append("&round_to_minutes=").append(rounding);
    }
    String key = Sandbox.CLOCKODO_USER + ":" + Sandbox.CLOCKODO_API_KEY;
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(world.sandbox().clockodoUrl() + "/v2/entrygroups?" + query))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)))
            .header("X-Clockodo-External-Application", "test;test@example.com")
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(answer.body()).get("groups");
  }

  static ObjectNode change(String key, Object value) {
    return new ObjectMapper().valueToTree(Map.of(key, value));
  }
}
