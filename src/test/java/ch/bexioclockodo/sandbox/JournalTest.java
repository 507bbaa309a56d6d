package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir Path folder;

  @Test
  void keepsEverythingButCredentials() {
    try (Sandbox sandbox = start().journal(JournalMode.FULL).start()) {
      traffic(sandbox);
      List<JournalEntry> requests = sandbox.journal().requests();
      assertThat(requests).extracting(JournalEntry::number).containsExactly(1, 2, 3);
      JournalEntry post = sandbox.journal().requests("bexio", "POST", "/2.0/client_service").get(0);
      assertThat(post.body()).isEqualTo("{\"name\":\"Neu\"}");
      assertThat(post.status()).isEqualTo(201);
      assertThat(post.responseBody()).contains("\"name\":\"Neu\"");
      assertThat(post.committed()).isTrue();
      assertThat(post.route()).isEqualTo("POST /2.0/client_service");
      assertThat(post.rowKey()).isEqualTo("Neu");
      assertThat(post.attempt()).isEqualTo(1);
      assertThat(post.headers()).containsEntry("authorization", "***");
      assertThat(post.instant()).isAfterOrEqualTo("2026-11-20T08:00:00Z");
      assertThat(requests.get(2).query()).containsEntry("limit", List.of("2"));
      assertThat(requests.get(2).path()).isEqualTo("/2.0/contact/search");
      assertThat(requests.toString()).doesNotContain(Sandbox.BEXIO_TOKEN, Sandbox.CLOCKODO_API_KEY);
      assertThat(sandbox.journal().writes()).containsExactly(post);
      assertThat(sandbox.journal().count("bexio", "POST", "/2.0/c")).isEqualTo(2);
      sandbox.journal().clear();
      assertThat(sandbox.journal().requests()).isEmpty();
    }
  }

  @Test
  void countsWithoutKeeping() {
    try (Sandbox sandbox = start().journal(JournalMode.COUNTS).start()) {
      traffic(sandbox);
      assertThat(sandbox.journal().requests()).isEmpty();
      assertThat(sandbox.journal().count("bexio", "POST", "/2.0/client_service")).isEqualTo(1);
      assertThat(sandbox.journal().count("clockodo", "GET", "/v4")).isEqualTo(1);
      assertThat(sandbox.journal().count("bexio", "DELETE", "/")).isZero();
    }
  }

  @Test
  void writesAFileThatOthersCanFollow() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    try (Sandbox sandbox = start().journalFile(file).start()) {
      traffic(sandbox);
      assertThat(Files.readAllLines(file))
          .hasSize(3)
          .allMatch(line -> line.startsWith("{\"number\""));
      assertThat(sandbox.journal().requests())
          .extracting(JournalEntry::route)
          .containsExactly(
              "POST /2.0/client_service", "GET /v4/users/me", "POST /2.0/contact/search");
      assertThat(sandbox.journal().count("bexio", "POST", "/")).isEqualTo(2);
    }
  }

  @Test
  void aLateCommitIsCorrectedInTheFile() {
    Path file = folder.resolve("late.jsonl");
    try (Sandbox sandbox = start().journalFile(file).start()) {
      sandbox
          .faults()
          .on("POST /2.0/client_service")
          .then(Fault.lateCommit(Duration.ofMillis(50), 504));
      SandboxClient.bexio(sandbox).post("/2.0/client_service", Json.object("name", "Neu"));
      await().until(() -> sandbox.journal().writes().get(0).committed());
      assertThat(sandbox.journal().requests()).hasSize(1);
    }
  }

  @Test
  void aFileJournalNeedsAFile() {
    assertThatThrownBy(() -> start().journal(JournalMode.FILE).start())
        .isInstanceOf(IllegalStateException.class);
  }

  private static Sandbox.Builder start() {
    return Sandbox.builder().data(SandboxData.empty());
  }

  private static void traffic(Sandbox sandbox) {
    SandboxClient bexio = SandboxClient.bexio(sandbox);
    bexio.post("/2.0/client_service", Json.object("name", "Neu"));
    SandboxClient.clockodo(sandbox).get("/v4/users/me");
    bexio.post("/2.0/contact/search?limit=2", List.of(Json.object("field", "id", "value", "1")));
  }
}
