package ch.bexioclockodo.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Speed and memory of the connector, as ratios to what they are compared with: {@code mvn -q
 * -Pbench}. With {@code -Dbench.only=NAME,…} only some parts run, with {@code -Dbench.rounds=N}
 * fewer rounds. Figures go to {@code target/bench/NAME.json}.
 */
public final class Benchmark {

  private static final int ROUNDS = 7;
  private static final int FAST_ENTRIES = 20_000;
  private static final int SLOW_ENTRIES = 2_000;
  private static final int DELAY = 20;

  private final Path distribution;
  private final Path folder;
  private final int rounds;

  /** A part of the benchmark. */
  private interface Part {
    void measure(Figures figures, Path ownFolder) throws Exception;
  }

  private Benchmark(Path distribution, Path folder, int rounds) {
    this.distribution = distribution;
    this.folder = folder;
    this.rounds = rounds;
  }

  /**
   * @param arguments the distribution, the folder for figures, rounds, and the names wanted
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("h2.bindAddress", "127.0.0.1");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    Benchmark benchmark =
        new Benchmark(
            Path.of(arguments[0]).toAbsolutePath(),
            Path.of(arguments[1]).toAbsolutePath(),
            arguments.length < 3 || arguments[2].isBlank()
                ? ROUNDS
                : Integer.parseInt(arguments[2]));
    String only = arguments.length < 4 ? "" : arguments[3];
    boolean met = benchmark.run(only.isBlank() ? List.of() : List.of(only.split(",")));
    System.out.println();
    System.out.println(met ? "every target is met" : "some targets are missed");
    System.exit(0);
  }

  private boolean run(List<String> only) throws Exception {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("server", this::server);
    parts.put("apply-1-h2", (figures, own) -> apply(figures, own, 1, false));
    parts.put("apply-4-h2", (figures, own) -> apply(figures, own, 4, false));
    parts.put("apply-late-h2", (figures, own) -> applyLate(figures, own, false));
    parts.put("apply-1-postgres", (figures, own) -> apply(figures, own, 1, true));
    parts.put("apply-4-postgres", (figures, own) -> apply(figures, own, 4, true));
    parts.put("apply-late-postgres", (figures, own) -> applyLate(figures, own, true));
    parts.put("lookup-h2", (figures, own) -> lookup(figures, own, false));
    parts.put("lookup-postgres", (figures, own) -> lookup(figures, own, true));
    parts.put(
        "run-100000", (figures, own) -> new WholeRun(distribution, own, 100_000).measure(figures));
    parts.put(
        "run-1000000",
        (figures, own) -> new WholeRun(distribution, own, 1_000_000).measure(figures));
    parts.put(
        "old-plan-100000",
        (figures, own) -> new WholeRun(distribution, own, 100_000).measureOldPlan(figures));
    parts.put(
        "resume-10000",
        (figures, own) -> new ResumeAfterKill(distribution, own, 10_000).measure(figures));
    parts.put(
        "calls",
        (figures, own) -> new Calls(own, distribution.resolve("routes")).measure(rounds, figures));
    for (String name : only) {
      if (!parts.containsKey(name)) {
        throw new IllegalArgumentException(name + " is none of " + parts.keySet());
      }
    }
    boolean met = true;
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      if (only.isEmpty() || only.contains(part.getKey())) {
        Path own = clean(folder.resolve("work").resolve(part.getKey()));
        Figures figures = new Figures(part.getKey(), folder);
        figures.note(
            "load of this machine",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            "on " + Runtime.getRuntime().availableProcessors() + " processors, when it began");
        part.getValue().measure(figures, own);
        met &= figures.write();
        clean(own);
      }
    }
    return met;
  }

  private void server(Figures figures, Path own) throws IOException {
    try (ServerProcess server = new ServerProcess()) {
      figures.note(
          "one POST after the other", ServerSpeed.measure(server.port(), 100_000, 1), "POSTs/s");
      figures.atLeast(
          "POSTs a second, 16 at a time over one connection",
          ServerSpeed.measure(server.port(), 400_000, 16),
          25_000);
    }
  }

  private void apply(Figures figures, Path own, int threads, boolean postgres) throws Exception {
    Map<String, Double> ratios =
        measure(new ApplySpeed(FAST_ENTRIES, 0, threads), figures, own, postgres);
    if (threads == 1 && !postgres) {
      figures.atLeast("apply / raw Camel", ratios.get("raw Camel"), 0.7);
      figures.atLeast("apply / java.net.http", ratios.get("java.net.http"), 0.9);
    } else {
      ratios.forEach((name, ratio) -> figures.note("apply / " + name, ratio, ""));
    }
  }

  private void applyLate(Figures figures, Path own, boolean postgres) throws Exception {
    Map<String, Double> ratios =
        measure(new ApplySpeed(SLOW_ENTRIES, DELAY, 4), figures, own, postgres);
    if (postgres) {
      ratios.forEach((name, ratio) -> figures.note("apply / " + name, ratio, ""));
    } else {
      ratios.forEach((name, ratio) -> figures.atLeast("apply / " + name, ratio, 0.97));
    }
  }

  private Map<String, Double> measure(ApplySpeed speed, Figures figures, Path own, boolean postgres)
      throws Exception {
    Path routes = distribution.resolve("routes");
    if (!postgres) {
      return speed.measure(own, routes, null, rounds, figures);
    }
    try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
      return speed.measure(
          own, routes, database.getJdbcUrl("postgres", "postgres"), rounds, figures);
    }
  }

  private void lookup(Figures figures, Path own, boolean postgres) throws Exception {
    LedgerLookup lookup = new LedgerLookup(own, distribution.resolve("routes"));
    if (!postgres) {
      lookup.measure(null, null, rounds, figures);
      return;
    }
    try (EmbeddedPostgres small = EmbeddedPostgres.start();
        EmbeddedPostgres large = EmbeddedPostgres.start()) {
      lookup.measure(
          small.getJdbcUrl("postgres", "postgres"),
          large.getJdbcUrl("postgres", "postgres"),
          rounds,
          figures);
    }
  }

  private static Path clean(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> all = new ArrayList<>();
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(all::add);
      }
      for (Path file : all) {
        Files.delete(file);
      }
    }
    return folder;
  }
}
