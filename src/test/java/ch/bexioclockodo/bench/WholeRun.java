package ch.bexioclockodo.bench;

import ch.bexioclockodo.app.ConnectorInProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A whole export as a user starts it, in a process with little heap: its resident memory while it
 * goes on, and the size of its database file.
 */
final class WholeRun {

  private static final String HEAP = "-Xmx96m";
  private static final int SAMPLE_MILLIS = 250;

  /** Before that, classes are loaded and compiled. */
  private static final double WARM = 0.3;

  private final Path distribution;
  private final Path folder;
  private final int entries;

  WholeRun(Path distribution, Path folder, int entries) {
    this.distribution = distribution;
    this.folder = folder;
    this.entries = entries;
  }

  private record Sample(double second, double megabytes) {}

  void measure(Figures figures) throws Exception {
    try (ServerProcess server = new ServerProcess()) {
      Map<String, String> settings = World.settings(server.bexio(0), server.clockodo(entries), 4);
      try (ConnectorInProcess connector =
              new ConnectorInProcess(folder, distribution.resolve("routes"), settings);
          Connection database = connector.dataSource().getConnection()) {
        GeneratedLists.link(database, Instant.now());
      }
      List<Sample> samples = run();
      Sample last = samples.get(samples.size() - 1);
      double peak = samples.stream().mapToDouble(Sample::megabytes).max().orElseThrow();
      figures.note("entries", entries, "with " + HEAP);
      figures.note("time", last.second(), "s");
      figures.note("peak resident memory", peak, "MB");
      double perSecond = slope(samples, last.second() * WARM);
      figures.note("slope of resident memory after the start", perSecond * 60, "MB a minute");
      figures.note(
          "the same, for all entries",
          perSecond * last.second() * (1 - WARM) * 1e6 / entries,
          "bytes an entry");
      figures.atMost("database file, kB an entry", size() / 1000.0 / entries, 1.5);
    }
  }

  private List<Sample> run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-jar",
                distribution.resolve("bexio-clockodo.jar").toString(),
                "export",
                "--from",
                "2012-01-01",
                "--to",
                "2012-01-31",
                "--config",
                folder.resolve("application.properties").toString())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    List<Sample> samples = new ArrayList<>();
    long start = System.nanoTime();
    Path status = Path.of("/proc/" + process.pid() + "/status");
    while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
      double second = (System.nanoTime() - start) / 1e9;
      try (Stream<String> lines = Files.lines(status)) {
        lines
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1000.0)
            .forEach(megabytes -> samples.add(new Sample(second, megabytes)));
      } catch (IOException | java.io.UncheckedIOException gone) {
        continue;
      }
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "the export ended with "
              + process.exitValue()
              + ": "
              + tail(folder.resolve("stderr"))
              + tail(folder.resolve("stdout")));
    }
    return samples;
  }

  private static String tail(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(Math.max(0, text.length() - 2000));
  }

  /** Megabytes a second, by least squares, of what came after a second. */
  private static double slope(List<Sample> samples, double from) {
    List<Sample> late = samples.stream().filter(sample -> sample.second() >= from).toList();
    double meanX = late.stream().mapToDouble(Sample::second).average().orElse(0);
    double meanY = late.stream().mapToDouble(Sample::megabytes).average().orElse(0);
    double above = 0;
    double below = 0;
    for (Sample sample : late) {
      above += (sample.second() - meanX) * (sample.megabytes() - meanY);
      below += (sample.second() - meanX) * (sample.second() - meanX);
    }
    return below == 0 ? 0 : above / below;
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data"))) {
      long size = 0;
      for (Path file : files.filter(file -> file.toString().endsWith(".mv.db")).toList()) {
        size += Files.size(file);
      }
      return size;
    }
  }
}
