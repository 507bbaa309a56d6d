package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.bexio.AccessTokens;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.IssuerRules;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests of the connection by consent share. */
final class ByConsent {

  static final String TOKEN = "/realms/bexio/protocol/openid-connect/token";
  static final String REVOKE = "/realms/bexio/protocol/openid-connect/revoke";

  private ByConsent() {}

  /** A connector without a personal access token, which nobody has connected yet. */
  static World world(Path folder, IssuerRules rules, String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of("bexio.token", ""));
    all.addAll(List.of(settings));
    return new World(
        folder,
        SandboxData.company(),
        builder -> builder.issuerRules(rules),
        all.toArray(String[]::new));
  }

  /** How often the issuer was asked to renew a token. */
  static List<JournalEntry> refreshes(World world) {
    return world.posts("issuer", TOKEN).stream()
        .filter(call -> call.body().contains("grant_type=refresh_token"))
        .toList();
  }

  /** Two processes find the same token ended, while the issuer takes its time. */
  static void twoNodesRenewOnce(World world, Duration issuerTakes) throws Exception {
    world.connect();
    world.sandbox().expireAccessTokens();
    world
        .sandbox()
        .faults()
        .on("POST " + TOKEN)
        .row("refresh_token")
        .then(Fault.latency(issuerTakes));
    try (Connector other =
        Connector.start(
            SettingsFile.read(world.folder().resolve("application.properties")), false)) {
      AtomicInteger turn = new AtomicInteger();
      List<AccessTokens> nodes =
          List.of(
              world.connector().bean("bexioClockodoBexioAccess", AccessTokens.class),
              other.bean("bexioClockodoBexioAccess", AccessTokens.class));
      String ended = nodes.get(0).current();
      nodes.forEach(node -> node.refused(ended));
      List<String> got = together(6, () -> nodes.get(turn.getAndIncrement() % 2).current());
      assertThat(got).containsOnly(got.get(0)).doesNotContain(ended);
    }
    assertThat(refreshes(world)).hasSize(1);
  }

  /** Does the same on several threads at the same time. */
  static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(Collections.nCopies(threads, work))) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
