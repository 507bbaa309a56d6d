package ch.bexioclockodo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast a stored plan is applied, ledger and all, beside a raw Camel route and a java.net.http
 * loop that send the same bodies: one after the other, in changing order, round after round.
 */
final class ApplySpeed {

  private static final int WARM_UP = 2;

  private final int entries;
  private final int delay;
  private final int threads;

  ApplySpeed(int entries, int delay, int threads) {
    this.entries = entries;
    this.delay = delay;
    this.threads = threads;
  }

  /** Ratios of apply to each of the others, by their names. */
  Map<String, Double> measure(
      Path folder, Path routes, String database, int rounds, Figures figures) throws Exception {
    try (ServerProcess server = new ServerProcess()) {
      Map<String, String> settings =
          World.settings(server.bexio(delay), server.clockodo(entries), threads);
      if (database != null) {
        settings.put("db.url", database);
      }
      try (World world = new World(folder, routes, settings);
          Contender loop = new HttpLoop(server.elsewhere(delay), threads);
          Contender camel = new RawCamel(server.elsewhere(delay), threads)) {
        return measure(world, List.of(loop, camel), rounds, figures);
      }
    }
  }

  private Map<String, Double> measure(
      World world, List<Contender> others, int rounds, Figures figures) throws Exception {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    Map<String, List<Double>> ratios = new LinkedHashMap<>();
    Map<String, List<Double>> processorTimes = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      long plan = world.previewNext();
      List<String> bodies = world.bodies(plan);
      if (bodies.size() != entries) {
        throw new IOException("the plan holds " + bodies.size() + " rows");
      }
      List<Contender> order = new ArrayList<>(others);
      order.add(applying(world, plan));
      Collections.rotate(order, round);
      Map<String, Double> rateOf = new LinkedHashMap<>();
      for (Contender contender : order) {
        System.gc();
        long processor = processorTime();
        long start = System.nanoTime();
        contender.send(bodies);
        rateOf.put(contender.name(), entries * 1e9 / (System.nanoTime() - start));
        if (round >= 0) {
          double each = (processorTime() - processor) / 1e3 / entries;
          processorTimes.computeIfAbsent(contender.name(), any -> new ArrayList<>()).add(each);
        }
      }
      if (round < 0) {
        continue;
      }
      rateOf.forEach(
          (name, rate) -> rates.computeIfAbsent(name, any -> new ArrayList<>()).add(rate));
      for (Contender other : others) {
        ratios
            .computeIfAbsent(other.name(), any -> new ArrayList<>())
            .add(rateOf.get("apply") / rateOf.get(other.name()));
      }
    }
    rates.forEach((name, all) -> figures.note(name, Figures.median(all), "entries/s"));
    rates.forEach((name, all) -> figures.note(name + ", rounds", rounded(all), ""));
    processorTimes.forEach(
        (name, all) -> figures.note(name + ", processor", Figures.median(all), "µs an entry"));
    Map<String, Double> medians = new LinkedHashMap<>();
    ratios.forEach((name, all) -> medians.put(name, Figures.median(all)));
    return medians;
  }

  private Contender applying(World world, long plan) {
    return new Contender() {
      @Override
      public String name() {
        return "apply";
      }

      @Override
      public void send(List<String> bodies) {
        world.apply(plan, entries);
      }
    };
  }

  /** What all threads of this process have used: steadier than time on a busy machine. */
  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static List<Long> rounded(List<Double> rates) {
    return rates.stream().map(Math::round).toList();
  }
}
