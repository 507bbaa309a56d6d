package ch.bexioclockodo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Watches a process until it ends: its resident memory, which grows to whatever its heap may have
 * and its compiler needs; what is alive in its heap after a full collection, which is all that can
 * grow with the entries; and the size of a file.
 */
final class MemoryWatch {

  private static final int SAMPLE_MILLIS = 250;
  private static final double COLLECT_EVERY_SECONDS = 10;

  /** Before that, classes are loaded and compiled. */
  private static final double WARM = 0.3;

  private final List<Sample> resident = new ArrayList<>();
  private final List<Sample> alive = new ArrayList<>();
  private double seconds;
  private long largestFile;

  private record Sample(double second, double bytes) {}

  /**
   * @param file of which the largest size is kept
   */
  MemoryWatch(Process process, Path file) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Path status = Path.of("/proc/" + process.pid() + "/status");
    double collectAt = COLLECT_EVERY_SECONDS;
    while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
      seconds = (System.nanoTime() - start) / 1e9;
      try (Stream<String> lines = Files.lines(status)) {
        lines
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024.0)
            .forEach(bytes -> resident.add(new Sample(seconds, bytes)));
      } catch (IOException | java.io.UncheckedIOException gone) {
        continue;
      }
      largestFile = Math.max(largestFile, Files.exists(file) ? Files.size(file) : 0);
      if (seconds >= collectAt) {
        collect(process.pid());
        collectAt = (System.nanoTime() - start) / 1e9 + COLLECT_EVERY_SECONDS;
      }
    }
  }

  /** The histogram of a heap's classes is of what is alive: a full collection comes before it. */
  private void collect(long pid) throws IOException, InterruptedException {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                "GC.class_histogram")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(histogram.getInputStream(), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> line.startsWith("Total "))
          .map(line -> line.trim().split("\\s+"))
          .forEach(words -> alive.add(new Sample(seconds, Long.parseLong(words[2]))));
    }
    histogram.waitFor();
  }

  void tell(Figures figures, int entries) {
    figures.note("time", seconds, "s");
    double late = seconds * (1 - WARM);
    figures.note("peak resident memory", most(resident) / 1e6, "MB");
    double growth = slope(resident);
    figures.note("slope of resident memory after the start", growth * 60 / 1e6, "MB a minute");
    figures.note("the same, for all entries", growth * late / entries, "bytes an entry");
    figures.note("alive in the heap, a third of the way", at(0.33) / 1e6, "MB");
    figures.note("alive in the heap, two thirds of the way", at(0.66) / 1e6, "MB");
    figures.note("alive in the heap, at the end", at(1) / 1e6, "MB");
    figures.note(
        "slope of what is alive in the heap", slope(alive) * late / entries, "bytes an entry");
    figures.note("database file at its largest", largestFile / 1e6, "MB");
  }

  private static double most(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::bytes).max().orElseThrow();
  }

  /** The median of the tenth of the samples that ends there: pages come and go. */
  private double at(double part) {
    List<Double> near =
        alive.stream()
            .filter(sample -> sample.second() <= part * seconds)
            .filter(sample -> sample.second() > (part - 0.1) * seconds)
            .map(Sample::bytes)
            .toList();
    return near.isEmpty() ? Double.NaN : Figures.median(near);
  }

  /** Bytes a second, by least squares, of what came after the start. */
  private double slope(List<Sample> samples) {
    List<Sample> late =
        samples.stream().filter(sample -> sample.second() >= seconds * WARM).toList();
    double meanX = late.stream().mapToDouble(Sample::second).average().orElse(0);
    double meanY = late.stream().mapToDouble(Sample::bytes).average().orElse(0);
    double above = 0;
    double below = 0;
    for (Sample sample : late) {
      above += (sample.second() - meanX) * (sample.bytes() - meanY);
      below += (sample.second() - meanX) * (sample.second() - meanX);
    }
    return below == 0 ? 0 : above / below;
  }
}
