package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteFaultsTest {

  private static final String POST = "POST /2.0/timesheet";

  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = Sandbox.builder().data(SandboxData.entries(0)).limits(false).start();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aDropBeforeTheCommitChangesNothing() {
    sandbox.faults().on(POST).then(Fault.dropBeforeCommit());
    assertThatThrownBy(() -> create("a")).isInstanceOf(IOException.class);
    assertThat(count()).isZero();
    assertThat(last().status()).isZero();
    assertThat(last().committed()).isFalse();
    assertThat(last().fault()).isEqualTo("DROP_BEFORE_COMMIT");
  }

  @Test
  void aDropAfterTheCommitChangesTheState() {
    sandbox.faults().on(POST).nth(2).then(Fault.dropAfterCommit());
    assertThat(created("a").status()).isEqualTo(201);
    assertThatThrownBy(() -> create("b")).isInstanceOf(IOException.class);
    assertThat(created("c").status()).isEqualTo(201);
    assertThat(count()).isEqualTo(3);
    assertThat(sandbox.journal().writes()).hasSize(3).allMatch(JournalEntry::committed);
  }

  @Test
  void aLateAnswerCommitsAtOnce() {
    sandbox.faults().on(POST).then(Fault.lateAnswer(Duration.ofMillis(300)));
    long begun = System.nanoTime();
    CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> created("a"));
    await()
        .atMost(Duration.ofMillis(280))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> count() == 1);
    assertThat(reply.isDone()).isFalse();
    assertThat(reply.join().status()).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void aLateCommitDropsAtOnceAndLandsLater() {
    sandbox.faults().on(POST).then(Fault.lateCommit(Duration.ofMillis(200)));
    assertThatThrownBy(() -> create("a")).isInstanceOf(IOException.class);
    assertThat(count()).isZero();
    assertThat(last().committed()).isFalse();
    assertThat(sandbox.isAtRest()).isFalse();
    await().atMost(Duration.ofSeconds(2)).until(sandbox::isAtRest);
    assertThat(count()).isEqualTo(1);
    assertThat(last().committed()).isTrue();
  }

  @Test
  void aLateCommitMayAnswerWithAGatewayTimeout() {
    sandbox.faults().on(POST).then(Fault.lateCommit(Duration.ofMillis(100), 504));
    assertThat(created("a").status()).isEqualTo(504);
    assertThat(count()).isZero();
    await().atMost(Duration.ofSeconds(2)).until(() -> count() == 1);
  }

  @Test
  void latencyDelaysAndAddsToAnotherFault() {
    sandbox.faults().on(POST).always().then(Fault.latency(Duration.ofMillis(150)));
    sandbox.faults().on(POST).always().then(Fault.status(503));
    long begun = System.nanoTime();
    assertThat(created("a").status()).isEqualTo(503);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(140));
    assertThat(last().fault()).isEqualTo("LATENCY, STATUS_BEFORE_COMMIT 503");
  }

  @Test
  void errorsComeBeforeOrAfterTheCommitWithAnyBody() {
    sandbox.faults().on(POST).nth(1).then(Fault.statusBeforeCommit(500));
    sandbox.faults().on(POST).nth(2).then(Fault.statusAfterCommit(502, Fault.Body.HTML));
    sandbox.faults().on(POST).nth(3).then(Fault.statusAfterCommit(503, Fault.Body.EMPTY));
    sandbox.faults().on(POST).nth(4).then(Fault.htmlStatus(502));
    Reply before = created("a");
    assertThat(before.at("/error_code").asInt()).isEqualTo(500);
    assertThat(count()).isZero();
    Reply after = created("b");
    assertThat(after.status()).isEqualTo(502);
    assertThat(after.text()).startsWith("<html>");
    assertThat(count()).isEqualTo(1);
    assertThat(created("c").text()).isEmpty();
    assertThat(count()).isEqualTo(2);
    assertThat(created("d").header("content-type")).startsWith("text/html");
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void unreadableAnswersAre201AfterTheCommit() {
    sandbox.faults().on(POST).nth(1).then(Fault.emptyBody());
    sandbox.faults().on(POST).nth(2).then(Fault.cutBody());
    sandbox.faults().on(POST).nth(3).then(Fault.htmlBody());
    sandbox.faults().on(POST).nth(4).then(Fault.idlessBody());
    assertThat(created("a").text()).isEmpty();
    Reply cut = created("b");
    assertThat(cut.text()).startsWith("{\"id\":");
    assertThat(cut.json()).isNull();
    assertThat(created("c").text()).startsWith("<html>");
    Reply idless = created("d");
    assertThat(idless.json().has("id")).isFalse();
    assertThat(idless.at("/text").asText()).isEqualTo("d");
    assertThat(sandbox.journal().writes()).hasSize(4).allMatch(entry -> entry.status() == 201);
    assertThat(count()).isEqualTo(4);
  }

  @Test
  void anIdlessBodyOfClockodoLacksTheIdInTheEnvelope() {
    sandbox.faults().on("POST /v4/services").then(Fault.idlessBody());
    Reply reply = SandboxClient.clockodo(sandbox).post("/v4/services", Json.object("name", "Neu"));
    assertThat(reply.at("/data/name").asText()).isEqualTo("Neu");
    assertThat(reply.at("/data").has("id")).isFalse();
  }

  @Test
  void tooManyRequestsComesWithAndWithoutTheSidesHeader() {
    sandbox.faults().on("*").nth(1).then(Fault.tooManyRequests(7));
    sandbox.faults().on("*").nth(2).then(Fault.tooManyRequests(null));
    sandbox.faults().on("*").nth(3).then(Fault.tooManyRequests(7));
    Reply with = created("a");
    assertThat(with.status()).isEqualTo(429);
    assertThat(with.header("ratelimit-reset")).isEqualTo("7");
    assertThat(created("a").header("ratelimit-reset")).isNull();
    Reply clockodo = SandboxClient.clockodo(sandbox).get("/v2/clock");
    assertThat(clockodo.header("Retry-After")).isEqualTo("7");
    assertThat(clockodo.at("/error/code").asInt()).isEqualTo(429);
    assertThat(count()).isZero();
  }

  @Test
  void unauthorizedHappensOnce() {
    sandbox.faults().on(POST).always().then(Fault.unauthorizedOnce());
    assertThat(created("a").at("/message").asText()).isEqualTo("Invalid token.");
    assertThat(created("a").status()).isEqualTo(201);
  }

  @Test
  void forbiddenIsJsonOrTheProxysPage() {
    sandbox.faults().on(POST).nth(1).then(Fault.forbidden());
    sandbox.faults().on(POST).nth(2).then(Fault.forbiddenHtml());
    assertThat(created("a").at("/error_code").asInt()).isEqualTo(403);
    Reply proxy = created("a");
    assertThat(proxy.status()).isEqualTo(403);
    assertThat(proxy.text()).startsWith("<html>");
    assertThat(count()).isZero();
  }

  @Test
  void oneRowIsRefusedAtOneAttemptHoweverTheCallsInterleave() {
    sandbox.faults().on(POST).row("|row 3").attempt(1).then(Fault.status(422, "Row 3 is odd"));
    List<CompletableFuture<Reply>> replies =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> created("row " + i)))
            .toList();
    for (int i = 0; i < 8; i++) {
      assertThat(replies.get(i).join().status()).isEqualTo(i == 3 ? 422 : 201);
    }
    assertThat(replies.get(3).join().at("/message").asText()).isEqualTo("Row 3 is odd");
    assertThat(created("row 3").status()).isEqualTo(201);
    assertThat(last().attempt()).isEqualTo(2);
    assertThat(last().rowKey()).isEqualTo("1|2026-09-01 08:00:00|row 3");
  }

  @Test
  void attemptsAreCountedForEachRow() {
    sandbox.faults().on(POST).row("|row").attempt(2).then(Fault.status(500));
    for (String text : new String[] {"row 1", "row 2"}) {
      assertThat(created(text).status()).isEqualTo(201);
    }
    for (String text : new String[] {"row 1", "row 2"}) {
      assertThat(created(text).status()).isEqualTo(500);
      assertThat(created(text).status()).isEqualTo(201);
    }
  }

  @Test
  void rulesMatchRoutesExactlyOrByWildcardUntilCleared() {
    sandbox.faults().on("GET /2.0/timesheet/{id}").then(Fault.status(500));
    sandbox.faults().on("GET /3.0/*").then(Fault.status(502));
    int id = created("a").at("/id").asInt();
    SandboxClient bexio = SandboxClient.bexio(sandbox);
    assertThat(bexio.get("/2.0/timesheet/" + id).status()).isEqualTo(500);
    assertThat(bexio.get("/2.0/timesheet").status()).isEqualTo(200);
    assertThat(bexio.get("/3.0/users/me").status()).isEqualTo(502);
    sandbox.faults().clear();
    assertThat(bexio.get("/2.0/timesheet/" + id).status()).isEqualTo(200);
    assertThat(bexio.get("/3.0/users/me").status()).isEqualTo(200);
  }

  private Reply create(String text) throws IOException {
    return SandboxClient.bexio(sandbox)
        .sendOrThrow(
            "POST",
            "/2.0/timesheet",
            Json.object(
                    "user_id",
                    1,
                    "client_service_id",
                    1,
                    "allowable_bill",
                    true,
                    "text",
                    text,
                    "tracking",
                    Json.object(
                        "type", "range",
                        "start", "2026-09-01 08:00:00",
                        "end", "2026-09-01 09:00:00"))
                .toString());
  }

  private Reply created(String text) {
    try {
      return create(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private int count() {
    return sandbox.bexio().table("timesheet").count();
  }

  private JournalEntry last() {
    List<JournalEntry> requests = sandbox.journal().requests();
    return requests.get(requests.size() - 1);
  }
}
