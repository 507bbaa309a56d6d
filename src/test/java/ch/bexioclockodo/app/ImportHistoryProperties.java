package ch.bexioclockodo.app;

import ch.bexioclockodo.app.HistoryStep.Act;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random histories of edits on both sides, imports, lost answers and crashes. The sandbox's own
 * tables, its journal and the table of links are the judges: nothing in clockodo is ever there
 * twice, no edit by hand is ever lost, nothing that bexio has changed is passed over, and what has
 * come to rest stays at rest.
 */
class ImportHistoryProperties {

  private static final int LONGEST = 12;
  private static final HistoryWorlds WORLDS = new HistoryWorlds();

  @Property(tries = 6, seed = "20261123", shrinking = ShrinkingMode.OFF)
  void noHistoryDoublesAnObjectOrLosesAnEditByHand(
      @ForAll("conflicts") String conflicts, @ForAll("histories") List<HistoryStep> history)
      throws Exception {
    live(conflicts, history);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  @Tag("long")
  void noneOfManyHistoriesDoublesAnObjectOrLosesAnEditByHand(
      @ForAll("conflicts") String conflicts, @ForAll("histories") List<HistoryStep> history)
      throws Exception {
    live(conflicts, history);
  }

  private static void live(String conflicts, List<HistoryStep> steps) throws Exception {
    synchronized (WORLDS) {
      ImportHistory history =
          new ImportHistory(WORLDS.fresh(conflicts), !"take-bexio".equals(conflicts));
      boolean lived = false;
      try {
        for (HistoryStep step : steps) {
          history.happens(step);
        }
        history.comesToRest();
        lived = true;
      } finally {
        if (!lived) {
          WORLDS.abandon(conflicts);
        }
      }
    }
  }

  @AfterContainer
  static void end() throws IOException {
    synchronized (WORLDS) {
      WORLDS.close();
    }
  }

  @Provide
  Arbitrary<String> conflicts() {
    return Arbitraries.of("decide", "keep-clockodo", "take-bexio");
  }

  /** Something in bexio to begin with, then anything. */
  @Provide
  Arbitrary<List<HistoryStep>> histories() {
    Arbitrary<List<HistoryStep>> begin =
        step(Arbitraries.of(Act.ADD_CONTACT, Act.ADD_PROJECT, Act.ADD_ACTIVITY))
            .list()
            .ofMinSize(1)
            .ofMaxSize(4);
    Arbitrary<Act> imports = Arbitraries.of(Act.IMPORT, Act.IMPORT_WITH_FAULT, Act.IMPORT_AND_DIE);
    Arbitrary<Act> acts =
        Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(Act.class)), Tuple.of(1, imports));
    return Combinators.combine(begin, step(acts).list().ofMinSize(1).ofMaxSize(LONGEST))
        .as((first, rest) -> Stream.concat(first.stream(), rest.stream()).toList());
  }

  private static Arbitrary<HistoryStep> step(Arbitrary<Act> acts) {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 9);
    return Combinators.combine(acts, numbers, numbers).as(HistoryStep::new);
  }
}
