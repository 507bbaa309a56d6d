package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake gives one sentence and exit status 2, and nothing is written anywhere. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class BadInputIT {

  @TempDir Path folder;

  private Sandbox sandbox;
  private Distribution connector;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().data(SandboxData.entries(1)).start();
    connector = new Distribution(folder, sandbox);
  }

  @AfterEach
  void stop() {
    connector.close();
    sandbox.close();
  }

  static Stream<Arguments> wrongCalls() {
    return Stream.of(
        call("exprot", "exprot"),
        call("export --form 2026-09-01", "--form"),
        call("export --from 1.9.2026 --to 2026-09-30", "1.9.2026"),
        call("export --from 2026-09-30 --to 2026-09-01", "2026-09-30", "2026-09-01"),
        call("export --from 2026-09-01", "--to"),
        call("export --csv missing-folder/rows.csv", "missing-folder", "cannot be written"),
        call("import --again", "--again"),
        call("undo --again 3", "--again"),
        call("export --as bills", "invoice-drafts"),
        call("import --connection second", "second"),
        call("link customer 21", "exactly one of"),
        call("runs --config missing.properties", "missing.properties", "--config"));
  }

  @ParameterizedTest
  @MethodSource("wrongCalls")
  void wrongCallsAreOneSentence(String call, String[] words) throws IOException {
    assertRefused(connector.run(call.split(" ")), words);
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        setting("bexio.token", null),
        setting("clockodo.user", null),
        setting("clockodo.api-key", null),
        setting("clockodo.application", null),
        setting("bexio.url", "api.bexio.com"),
        setting("zone", "Europe/Zuerich"),
        setting("import.cron", "every night"),
        setting("bexio.tokens", "x"),
        setting("db.url", "jdbc:h2:file:./settings.properties/db"),
        setting("db.url", "jdbc:h2:file:/proc/bexio-clockodo/db"));
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void wrongSettingsAreOneSentenceThatNamesTheKey(String key, String value) throws IOException {
    connector.set(key, value);
    assertRefused(connector.run("import", "--json"), "bexio-clockodo." + key);
  }

  @Test
  void settingsThatCannotBeReadAreOneSentence() throws IOException {
    assertRefused(connector.run("import", "--config", folder.toString()), folder.toString());
    Path malformed = folder.resolve("malformed.properties");
    Files.writeString(malformed, "bexio-clockodo.zone=\\u00zz\n");
    assertRefused(
        connector.run("import", "--config", malformed.toString()),
        malformed.toString(),
        "cannot be read");
  }

  @Test
  void aDistributionWithoutRoutesSaysSo() throws IOException {
    Path copy = folder.resolve("copy");
    Files.createDirectories(copy);
    Files.copy(Distribution.dist().resolve("bexio-clockodo.jar"), copy.resolve("connector.jar"));
    Files.createSymbolicLink(copy.resolve("lib"), Distribution.dist().resolve("lib"));
    connector.jar(copy.resolve("connector.jar"));
    assertRefused(connector.run("import"), "no routes", copy.resolve("routes").toString());
  }

  /** A partner that does not work, what the report's problem must hold, and the run on it. */
  private record Partner(String code, String word, Distribution connector, Child export) {}

  @Test
  void aPartnerThatDoesNotWorkFailsTheRunWithOneProblem() throws IOException {
    String closed = "127.0.0.1:" + closedPort();
    List<Partner> partners =
        List.of(
            partner("bexio.token", "wrong", "bexio.unauthorized", "bexio-clockodo.bexio.token"),
            partner("clockodo.api-key", "wrong", "clockodo.unauthorized", "clockodo.api-key"),
            partner("bexio.url", "http://nowhere.invalid", "connection.failed", "nowhere.invalid"),
            partner("clockodo.url", "http://" + closed, "connection.failed", closed));
    for (Partner partner : List.of(partners.get(0), partners.get(3))) {
      Ended checked = partner.connector().run("check");
      assertThat(checked.status()).isEqualTo(2);
      assertThat(checked.err()).isEmpty();
      assertThat(checked.out()).doesNotContain("Exception");
      assertThat(checked.out().lines().filter(line -> line.startsWith("!")))
          .isNotEmpty()
          .anyMatch(line -> line.contains(partner.word()));
    }
    for (Partner partner : partners) {
      Ended ended = partner.export().ended();
      assertThat(ended.status()).as(ended.toString()).isEqualTo(2);
      assertThat(ended.err()).isEmpty();
      assertThat(ended.reportStatus()).isEqualTo("failed");
      assertThat(problems(ended)).hasSize(1);
      assertThat(problems(ended).get(0).get("code").asText()).isEqualTo(partner.code());
      assertThat(problems(ended).get(0).get("text").asText())
          .contains(partner.word())
          .doesNotContain("\n", "Exception");
      partner.connector().close();
    }
    assertNothingWritten();
  }

  /** Starts a run at once, since it takes its time before it gives up. */
  private Partner partner(String key, String value, String code, String word) throws IOException {
    Distribution wrong = new Distribution(folder.resolve(key + code), sandbox).set(key, value);
    return new Partner(code, word, wrong, wrong.start("export", "--json"));
  }

  @Test
  void aPlanThatIsNotThereFailsTheRun() throws IOException {
    Ended ended = connector.run("export", "--plan", "99", "--json");
    assertThat(ended.status()).as(ended.toString()).isEqualTo(2);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.reportStatus()).isEqualTo("failed");
    assertThat(problems(ended)).hasSize(1);
    assertThat(problems(ended).get(0).get("text").asText()).contains("plan 99");
    assertNothingWritten();

    assertRefused(connector.run("show", "99"), "run 99");
  }

  private void assertRefused(Ended ended, String... words) {
    assertThat(ended.status()).as(ended.toString()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errLines().get(0)).as(ended.toString()).startsWith("error: ").contains(words);
    assertThat(ended.errLines().stream().skip(1).filter(line -> !line.startsWith("see: ")))
        .as("one sentence and at most one hint: " + ended)
        .allMatch(line -> line.startsWith("Did you mean"));
    assertThat(ended.err()).doesNotContain("Exception", "\tat ");
    assertNothingWritten();
  }

  private void assertNothingWritten() {
    assertThat(sandbox.journal().writes()).isEmpty();
  }

  private static List<JsonNode> problems(Ended ended) {
    return StreamSupport.stream(ended.json().get("problems").spliterator(), false).toList();
  }

  private static String closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(socket.getLocalPort());
    }
  }

  private static Arguments call(String call, String... words) {
    return Arguments.of(call, words);
  }

  private static Arguments setting(String key, String value) {
    return Arguments.of(key, value);
  }
}
